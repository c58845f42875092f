// Must be the first import of main.tsx. zod reads this global when it is loaded; with `jitless` it never
// tries `new Function`, which the Content-Security-Policy forbids and the browser would report.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
