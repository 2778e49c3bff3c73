import type { NextConfig } from "next";

const config: NextConfig = {
  // What a browser asks of the API goes through this server.
  rewrites: async () => [{ source: "/api/:path*", destination: `${process.env["API_URL"] ?? ""}/:path*` }],
};

export default config;
