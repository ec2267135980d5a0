/** The door of the access room: permits, posts, delegations, and the ways to sign in. */
export type { IdentityBegun, IdentityWorld } from './identity.act.ts';
export { beginIdentity, finishIdentity } from './identity.act.ts';
export type { AskedMandate, CounterMandate, RegisteredChild } from './mandate.act.ts';
export { agreeToMandate, askMandate, askPermitFor, endMandate, listMandates, personsFor, recordMandate, recordParent } from './mandate.act.ts';
export type { Signature } from './permit.act.ts';
export { askPermit, guestPermit, signatureOf, systemPermit, systemPerson } from './permit.act.ts';
export type { Holder, NewDelegation, NewPost } from './post.act.ts';
export { delegate, delegationsGiven, endPost, givePost, heldRoles, listHolders, ownPosts, withdrawDelegation } from './post.act.ts';
export type { DoorWorld, IssuedLink, OpenedLink, OpenRecovery, Visitor } from './sign-in.act.ts';
export { confirmRecovery, invite, issueRecovery, listRecoveries, openLink, redeemLink, signInAsSample, signInByPasskey } from './sign-in.act.ts';
export type { IssuedToken, NewToken } from './token.act.ts';
export { askPermitByToken, issueToken, listTokens, readToken, revokeToken } from './token.act.ts';
