/** Changes of files as transactions: covered while a command runs, then landed, refused or held as a whole, and kept to be undone. */
export type { Change } from "./change.ts";
export { coverFolders, type Cover, type Means } from "./cover.ts";
export { type DescribedChange, describeChange } from "./describe-change.ts";
export { applyChanges, discardChanges, findChanges, listChanges, listDamaged, undoChanges } from "./kept-changes.ts";
export { keepBackup } from "./keep-backup.ts";
export type { KeptChanges, Refusal } from "./record.ts";
export { isOwned, ownSelf } from "./owner.ts";
export { openOwnedFolder, sweepOwned } from "./owned-folder.ts";
export { recoverChanges, type Recovered } from "./recover.ts";
export { dropChanges, type Judge, settleChanges } from "./settle-changes.ts";
export type { Settled } from "./resume.ts";
export { keepChanges } from "./shelf.ts";
export { coverWith } from "./cover-with.ts";
export { type Shade, shadesOf } from "./shade.ts";
export { type SidesOf, sidesOf } from "./sides-of.ts";
export type { Stands } from "./stands.ts";
export { filesOf, type Store } from "./store.ts";
