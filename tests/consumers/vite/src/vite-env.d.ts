/** What the environment gives the browser's bundle. */
interface ImportMetaEnv {
  /** Where the API is served. */
  readonly VITE_API_URL?: string;
  /** Whether development goes without a server. */
  readonly VITE_MOCK?: string;
}
