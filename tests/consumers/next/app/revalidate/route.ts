import { revalidateTag } from "next/cache";

/** Invalidates the data that was fetched under a tag: `POST /revalidate?tag=profile`. */
export const POST = async (request: Request): Promise<Response> => {
  revalidateTag(new URL(request.url).searchParams.get("tag") ?? "", { expire: 0 });
  return new Response(null, { status: 204 });
};
