export const RoundScreen = () => null
