export { type Db, enterNetwork, openStore, type Store, type StoreSettings } from './open-store.ts'
export { isConnectionLoss, StoreProblem, StoreUnavailable, violatedConstraint } from './store-problem.ts'
