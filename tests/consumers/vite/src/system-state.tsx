/** The state of the platform, as the server sends it. */

import type { SystemStatusUpdate } from "@heal7/contracts";
import { openSystemFeed } from "@heal7/contracts/realtime";
import { type ReactNode, useEffect, useState } from "react";
import { useApi } from "./api.js";

export default function SystemState(): ReactNode {
  const { baseUrl } = useApi().caller;
  const [update, setUpdate] = useState<SystemStatusUpdate>();
  useEffect(() => {
    const feed = openSystemFeed({ baseUrl });
    feed.subscribe("SystemStatusUpdate", setUpdate);
    return feed.close;
  }, [baseUrl]);
  return <p>{update ? `${update.status} ${update.message ?? ""}` : "not known yet"}</p>;
}
