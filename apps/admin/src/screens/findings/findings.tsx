export const FindingsScreen = () => null
