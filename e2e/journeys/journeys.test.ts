// What a person does with the started product, in the order in which it is done. One server, one pair of sandboxes and
// one browser for all, so each journey finds what the former ones left.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { actAsCsm } from './act-as-csm.ts';
import { askWhy } from './ask-why.ts';
import { checkScreens } from './check-screens.ts';
import { changeCadence, setTouchCadence } from './change-cadence.ts';
import { chooseAccounts } from './choose-accounts.ts';
import { useCommandLine } from './command-line.ts';
import { correctTheSummary } from './correct-summary.ts';
import { failAndHeal, pauseAndResume, readAges, readRunRecords, seeTimeline, syncNow } from './data-sync.ts';
import { decideEntries } from './decide-entries.ts';
import { dismissRecord } from './dismiss-record.ts';
import { excludeAndAttribute } from './exclude-and-attribute.ts';
import { connectFirst } from './first-run.ts';
import { governUsers } from './govern-users.ts';
import { setHealth } from './health-score.ts';
import { keepGoneAccounts } from './keep-gone-accounts.ts';
import { keepStakeholders } from './keep-stakeholders.ts';
import { keepViews } from './keep-views.ts';
import { mapFields, seeChangedField, setByHand } from './map-fields.ts';
import { endOtherBrowser, enterByProvider, tryProvider } from './identity-provider.ts';
import { seeAllKeptOut } from './see-all-kept-out.ts';
import { setModel } from './language-model.ts';
import { setInsights } from './set-insights.ts';
import { setOrganisation } from './set-organisation.ts';
import { showPayloads } from './payloads.ts';
import { findAccounts, readAccount, readLongName, readMeeting } from './read-account.ts';
import { acceptSomebody, inviteSomebody, keepToItsPeople } from './let-people-in.ts';
import { confirmByLink, confirmByProvider } from './sign-in-again.ts';
import { enterByLink } from './sign-in.ts';
import { missTheKey } from './miss-the-key.ts';
import { importText, reviewMeetings } from './review-meetings.ts';
import { startJourneys } from './start-journeys.ts';
import { tellAlarms } from './tell-alarms.ts';
import { keepTokensAndAudit } from './tokens-and-audit.ts';
import { viewAsSomebody } from './view-as-somebody.ts';
import { changeWriteback } from './writeback-settings.ts';

const journeys = await startJourneys();
after(() => journeys.stop());

test('a one-time link lets in once, leaves no token behind, lasts over a reload and ends with sign out', () =>
  enterByLink(journeys));

const address = await journeys.createSignInAddress();
const visitor = await journeys.visit(journeys.origin);
await visitor.page.goto(address);
await visitor.page.getByRole('navigation', { name: 'Main' }).waitFor();

test('a first run refuses wrong credentials with cause and remedy, stores nothing of them, and shows what was reached', () =>
  connectFirst(journeys, visitor));
test('the demo brings accounts and meetings in, and summaries and values out', async () => {
  const said = (await journeys.makeDemo()).join('\n');
  assert.match(said, /500 accounts read/);
  assert.match(said, /[1-9]\d activities delivered/);
});
test('accounts are found by search, filter, order and keyboard, all kept in the address', () =>
  findAccounts(journeys, visitor));
test('an empty list of accounts tells how many the filter keeps out, and leads to it', () =>
  seeAllKeptOut(journeys, visitor));
test('columns and filters of a list are kept as a view that it opens with, and exported as they stand', () =>
  keepViews(journeys, visitor));
test('an account shows its health with parts and inputs, its meetings, and the source of every field', () =>
  readAccount(journeys, visitor));
test('a name that would fill the screen is cut, and shown whole on demand', () =>
  readLongName(journeys, visitor));
test('every sentence of a summary leads by click and Enter to its words, and hostile words stay words', () =>
  readMeeting(journeys, visitor));
test('a meeting that waits is placed in one dialog, and given back in one click', () =>
  reviewMeetings(journeys, visitor));
test('a text is imported with its account, or says that it waits, and is taken away again', () =>
  importText(journeys, visitor));
test('a run shows its progress, survives a reload and adds up at its end', () => syncNow(journeys, visitor));
test('ages look back though the clock stands behind, and retention says how often it does what', () =>
  readAges(journeys, visitor));
test('records of a run stand in their rows alike, whatever the direction of their names', () =>
  readRunRecords(journeys, visitor));
test('a refused key and a reply that is no JSON show cause, remedy and code, and heal without loss', () =>
  failAndHeal(journeys, visitor));
test('pausing everything is said on every screen until it is resumed', () =>
  pauseAndResume(journeys, visitor));
test('alarms are told to a webhook with their beginning and end, acknowledged, and stand among the earlier ones', () =>
  tellAlarms(journeys, visitor));
test('the summary of a call stands once in the Timeline of the tenant', () => seeTimeline(journeys));
test('a draft is kept against what somebody else saved meanwhile, and neither is lost', () =>
  changeWriteback(journeys, visitor));
test('a token is shown once, does what its scopes name, and stands in an audit that is whole', () =>
  keepTokensAndAudit(journeys, visitor));
test('a member comes in by the identity provider and goes out of both', () =>
  enterByProvider(journeys, 'ingrid.solberg@lumenta.example'));
test('what reaches far asks once more who it is, by a link or at the provider, and then goes on', async () => {
  await using byLink = await journeys.visit(journeys.origin);
  await confirmByLink(journeys, byLink);
  await using byProvider = await journeys.visit(journeys.origin);
  await confirmByProvider(byProvider, 'ingrid.solberg@lumenta.example');
});
test('an admin lets somebody in, sees what they see and nothing else, and ends it', () =>
  viewAsSomebody(journeys, visitor));
test('an admin tries the identity provider and stays who they are; somebody without access is told whom to ask', async () => {
  await using admin = await journeys.visit(journeys.origin, {
    storageState: await visitor.page.context().storageState(),
  });
  await tryProvider(journeys, admin, 'priya.raman@lumenta.example');
});
test('somebody invited comes in by the link that is shown once', () => inviteSomebody(journeys, visitor));
test('somebody holds, sends and moves the meetings of their accounts without being an admin', () =>
  actAsCsm(journeys));
test('somebody of whom it is not certain who they are waits, is refused, then accepted, and comes in', () =>
  acceptSomebody(journeys, visitor, 'nadia.farouk@lumenta.example'));
test('an account is kept to its own people and one who is named, and shown again', () =>
  keepToItsPeople(journeys, visitor));
test('of over 200 hostile texts none runs, asks another host or becomes a tag', async () => {
  await using admin = await journeys.visit(journeys.origin, {
    storageState: await visitor.page.context().storageState(),
  });
  await showPayloads(journeys, admin);
});
test('a browser is signed out from another one', () => endOtherBrowser(journeys, visitor));
test('a field is mapped by keyboard, a custom one is added and taken away, and the rest stays as it was', () =>
  mapFields(journeys, visitor));
test('a field that has another name at Gainsight is told in its row and on Data sync', () =>
  seeChangedField(journeys, visitor));
test('a value set by hand is marked, stands beside the source and is given back', () =>
  setByHand(journeys, visitor));
test('stakeholders are found, added by hand, edited and removed, and a proposal is dismissed', () =>
  keepStakeholders(journeys, visitor));
test('health is set on a draft that is tried on the past, then saved, and the account shows its year', () =>
  setHealth(journeys, visitor));
test('an insight is looked for from another threshold, one no more, and the account says so', () =>
  setInsights(journeys, visitor));
test('the organisation takes another name and zone, which every screen then tells, and no domain that is none', () =>
  setOrganisation(journeys, visitor));
test('accounts are chosen and statuses mapped on one draft, foreseen in the preview, then saved', () =>
  chooseAccounts(journeys, visitor));
test('an account that is not here is found with the rule that keeps it out, and every field says where it comes from', () =>
  askWhy(journeys, visitor));
test('an account that is gone is kept, held, put back and let go, and its days are set and foreseen', () =>
  keepGoneAccounts(journeys, visitor));
test('another cadence is foreseen with its next starts and calls, and starts as was said', () =>
  changeCadence(journeys, visitor));
test('days between touches are set for a role and taken away', () => setTouchCadence(journeys, visitor));
test('a record set aside is dismissed for a reason, opened again, mended and taken', () =>
  dismissRecord(journeys, visitor));
test('a language model is set, tried, capped and removed; what it answers badly is held and stands in for nothing', () =>
  setModel(journeys, visitor));
test('an entry edited at Gainsight is kept or written over, one is held, sent and taken back, one gets its field', () =>
  decideEntries(journeys, visitor));
test('an action item gets its side, and one that the machine missed is added under a name and removed', () =>
  correctTheSummary(journeys, visitor));
test('a rule keeps a meeting out, another moves one, a decision becomes a rule, and the Timeline follows as foreseen', () =>
  excludeAndAttribute(journeys, visitor));
test('users governed by Gainsight are read-only here, with the way to change them there', () =>
  governUsers(journeys, visitor));
test('every screen says when it loads, fails or has nothing, comes back, has no grave barrier and fits a phone', () =>
  checkScreens(journeys, visitor));
test('an installation whose key is missing says so on its page, with what to do', () => missTheKey(journeys));
test('the command line gives the same answers, and exit codes that programs can trust', () =>
  useCommandLine(journeys));
