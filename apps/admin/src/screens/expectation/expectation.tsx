export const ExpectationScreen = () => null
