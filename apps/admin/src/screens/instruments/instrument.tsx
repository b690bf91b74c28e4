export const InstrumentScreen = () => null
