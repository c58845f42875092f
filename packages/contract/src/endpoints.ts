import { getAccount, listAccounts, releaseAccountField, setAccountField } from './accounts.ts';
import {
  acknowledgeAlarm,
  getAlarmWebhook,
  listAlarms,
  removeAlarmWebhook,
  setAlarmKinds,
  setAlarmWebhook,
  testAlarmWebhook,
} from './alarms.ts';
import { listAccess, listAudit, verifyAudit } from './audit.ts';
import {
  diffConfig,
  getConfig,
  getConfigSchema,
  getConfigVersion,
  listConfigVersions,
  saveConfig,
  validateConfig,
} from './config.ts';
import {
  checkConnection,
  connectGainsight,
  connectGong,
  disconnect,
  listConnections,
  listFields,
} from './connections.ts';
import { listFieldChanges } from './field-changes.ts';
import { getStatus } from './health.ts';
import { listInsights } from './insights.ts';
import {
  getIdentityProvider,
  removeIdentityProvider,
  setIdentityProvider,
  tryIdentityProvider,
} from './identity-provider.ts';
import { attributeMeeting, correctSummary, getMeeting, importMeetings, listMeetings } from './meetings.ts';
import { listOutboundHosts } from './outbound-hosts.ts';
import { listOutbox, previewWriteback, retryOutboxItem } from './outbox.ts';
import { getRelationship, listRelationships } from './relationships.ts';
import {
  decideMerge,
  liftLegalHold,
  previewRetention,
  releaseAccount,
  restoreAccount,
  runRetention,
  setLegalHold,
} from './retention.ts';
import { listReviews } from './reviews.ts';
import { countDraft, getInventory, previewConfig, readInventory } from './preview.ts';
import {
  beginSignIn,
  completeSignIn,
  enterSession,
  getSession,
  leaveSession,
  listSignInWays,
} from './session.ts';
import {
  endMemberSessions,
  endOtherSessions,
  endSession,
  listMemberSessions,
  listSessions,
} from './sessions.ts';
import {
  addStakeholder,
  dismissProposedStakeholder,
  getStakeholder,
  listProposedStakeholders,
  listStakeholders,
  releaseStakeholderField,
  removeStakeholder,
  setStakeholderField,
} from './stakeholders.ts';
import {
  approveRun,
  cancelRun,
  getRun,
  listRunRecords,
  listRuns,
  listStreams,
  rejectRun,
  syncStream,
} from './streams.ts';
import { listSetAside, replaySetAside } from './records.ts';
import { getDiagnostics, getSupportBundle } from './support.ts';
import { backfillTimeline, getTimeline } from './timeline.ts';
import {
  changeUser,
  getGovernance,
  getRestriction,
  getUser,
  listUsers,
  previewRoles,
  setGovernance,
  setRestriction,
  viewAs,
} from './people.ts';
import { acceptSignInRequest, listSignInRequests, refuseSignInRequest } from './sign-in-requests.ts';
import { createSignInLink, inviteUser } from './users.ts';
import { listTiers } from './tiers.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';
import { explainSubject } from './why.ts';
import { getWorkspace, rotateSecretKey, updateWorkspace } from './workspace.ts';

/** Every endpoint of the API; the server refuses to start when one has no handler. */
export const endpoints = {
  enterSession,
  getSession,
  leaveSession,
  listSignInWays,
  beginSignIn,
  completeSignIn,
  listSessions,
  endSession,
  endOtherSessions,
  listMemberSessions,
  endMemberSessions,
  getIdentityProvider,
  setIdentityProvider,
  removeIdentityProvider,
  tryIdentityProvider,
  getWorkspace,
  updateWorkspace,
  rotateSecretKey,
  listOutboundHosts,
  createSignInLink,
  inviteUser,
  listSignInRequests,
  acceptSignInRequest,
  refuseSignInRequest,
  listUsers,
  getUser,
  changeUser,
  viewAs,
  getGovernance,
  setGovernance,
  previewRoles,
  getRestriction,
  setRestriction,
  listConnections,
  connectGainsight,
  connectGong,
  checkConnection,
  disconnect,
  listFields,
  listFieldChanges,
  getConfig,
  saveConfig,
  listConfigVersions,
  getConfigVersion,
  diffConfig,
  validateConfig,
  getConfigSchema,
  previewConfig,
  countDraft,
  getInventory,
  readInventory,
  listStakeholders,
  getStakeholder,
  addStakeholder,
  setStakeholderField,
  releaseStakeholderField,
  removeStakeholder,
  listProposedStakeholders,
  dismissProposedStakeholder,
  listStreams,
  syncStream,
  listRuns,
  listSetAside,
  replaySetAside,
  getRun,
  listRunRecords,
  cancelRun,
  approveRun,
  rejectRun,
  listAccounts,
  getAccount,
  setAccountField,
  releaseAccountField,
  restoreAccount,
  releaseAccount,
  decideMerge,
  setLegalHold,
  liftLegalHold,
  previewRetention,
  runRetention,
  listRelationships,
  getRelationship,
  listMeetings,
  getMeeting,
  importMeetings,
  attributeMeeting,
  correctSummary,
  listReviews,
  listOutbox,
  retryOutboxItem,
  previewWriteback,
  getTimeline,
  backfillTimeline,
  listTiers,
  listTokens,
  createToken,
  revokeToken,
  listAudit,
  verifyAudit,
  listAccess,
  getStatus,
  explainSubject,
  listInsights,
  listAlarms,
  acknowledgeAlarm,
  getDiagnostics,
  getSupportBundle,
  getAlarmWebhook,
  setAlarmWebhook,
  setAlarmKinds,
  removeAlarmWebhook,
  testAlarmWebhook,
} as const;
