export const SchoolScreen = () => null
