export const InstrumentsScreen = () => null
