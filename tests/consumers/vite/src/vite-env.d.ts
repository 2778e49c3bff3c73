/** The environment variables of the browser's bundle. */
interface ImportMetaEnv {
  /** The address of the API. */
  readonly VITE_API_URL?: string;
  /** Whether development works without a server. */
  readonly VITE_MOCK?: string;
}
