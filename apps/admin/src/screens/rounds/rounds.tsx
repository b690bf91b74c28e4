export const RoundsScreen = () => null
