export const NewRoundScreen = () => null
