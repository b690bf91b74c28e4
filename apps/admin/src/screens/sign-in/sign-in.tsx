export const SignInScreen = () => null
