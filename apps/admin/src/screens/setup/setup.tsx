export const SetupScreen = () => null
