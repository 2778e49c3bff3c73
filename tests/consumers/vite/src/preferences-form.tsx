/** A form that is checked by a part of the contract's own schema. */

import type { Preferences } from "@heal7/contracts";
import { setPreferencesMutation } from "@heal7/contracts/query";
import { PreferencesSchema } from "@heal7/contracts/schemas/objects";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useApi } from "./api.js";

const formSchema = PreferencesSchema.pick({ theme: true, language: true });

export default function PreferencesForm({ preferences }: { readonly preferences: Preferences }): ReactNode {
  const [issues, setIssues] = useState<readonly string[]>([]);
  const save = useMutation(setPreferencesMutation(useApi().client));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const read = formSchema.safeParse(Object.fromEntries(new FormData(event.currentTarget)));
    setIssues(read.success ? [] : read.error.issues.map(({ message }) => message));
    if (read.success) save.mutate({ body: { ...preferences, ...read.data } });
  };
  return (
    <form onSubmit={submit}>
      {formSchema.keyof().options.map((name) => (
        <input key={name} name={name} defaultValue={preferences[name]} />
      ))}
      <button disabled={save.isPending}>Save</button>
      {save.error?.code === "VALIDATION_FAILED" && <p>{save.error.problem.detail}</p>}
      {issues.map((issue) => (
        <p key={issue}>{issue}</p>
      ))}
    </form>
  );
}
