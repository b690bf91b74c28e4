export const SchoolsScreen = () => null
