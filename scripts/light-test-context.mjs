// Loaded before each test file. Node's runner learns by an asynchronous hook which test runs, and the hook sees every
// promise begin and end: a sixth of what the tests take. AsyncLocalStorage tells the same at next to no cost. Where a
// later Node no longer asks for the hook, this changes nothing.
import asyncHooks from 'node:async_hooks';

const { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } = asyncHooks;
const testId = new AsyncLocalStorage();
/** Tells the runner that an id is that of a test. */
let learn;

asyncHooks.createHook = (callbacks) => {
  if (!new Error().stack?.includes('node:internal/test_runner/')) return createHook(callbacks);
  learn = callbacks.init;
  const hook = { enable: () => hook, disable: () => hook };
  return hook;
};

asyncHooks.executionAsyncId = () => testId.getStore() ?? executionAsyncId();

const { runInAsyncScope } = AsyncResource.prototype;
AsyncResource.prototype.runInAsyncScope = function (work, thisArg, ...given) {
  // Only tests, suites and their hooks have subtests.
  if (learn === undefined || !('subtests' in this))
    return runInAsyncScope.call(this, work, thisArg, ...given);
  const id = this.asyncId();
  learn(id, 'Test', 0, this);
  const within = (...args) => testId.run(id, () => Reflect.apply(work, thisArg, args));
  return runInAsyncScope.call(this, within, thisArg, ...given);
};
