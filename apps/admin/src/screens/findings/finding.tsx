export const FindingScreen = () => null
