import type { NextConfig } from "next";

const config: NextConfig = {
  // A browser's requests to the API pass through this server.
  rewrites: async () => [{ source: "/api/:path*", destination: `${process.env["API_URL"] ?? ""}/:path*` }],
};

export default config;
