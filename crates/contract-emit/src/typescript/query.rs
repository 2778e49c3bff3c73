//! `query.ts`: options for TanStack Query: a key factory, and options for queries, pages and mutations per operation.

use contract_model::registry::{Operation, Registry};

use super::{
    answers, header,
    operations::{needs_arguments, takes_arguments, type_stem},
    type_expression::literal,
};
use crate::{Artifact, text::Writer};

/// Emits the options.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let mut writer = Writer::default();
    writer.lines(PRELUDE);
    for operation in &registry.operations {
        if operation.method == "GET" {
            query(&mut writer, registry, operation);
        } else {
            mutation(&mut writer, registry, operation);
        }
    }
    Artifact::new("typescript/src/query.ts", header() + &writer.finish())
}

const PRELUDE: &str = r#"import {
  type DataTag,
  type InfiniteData,
  type QueryKey,
  type UnusedSkipTokenInfiniteOptions,
  type UnusedSkipTokenOptions,
  type UseMutationOptions,
  infiniteQueryOptions,
  mutationOptions,
  queryOptions,
} from "@tanstack/react-query";
import * as operations from "./operations.js";
import { type CallOptions, type Client, type DataOf, type ErrorOf, type PageOf, unwrap, unwrapPage } from "./runtime/client/index.js";

/** Options of a query, as `useQuery`, `useSuspenseQuery`, `prefetchQuery` and `getQueryData` take them. */
export type QueryOf<Data, Failure, Key extends QueryKey> = UnusedSkipTokenOptions<Data, Failure, Data, Key> & {
  queryKey: DataTag<Key, Data, Failure>;
};

/** Options of a list that comes in pages, as `useInfiniteQuery` takes them. */
export type InfiniteQueryOf<Page, Failure, Key extends QueryKey> = UnusedSkipTokenInfiniteOptions<
  Page,
  Failure,
  InfiniteData<Page, number>,
  Key,
  number
> & { queryKey: DataTag<Key, InfiniteData<Page>, Failure> };

/** Options of a mutation, as `useMutation` takes them. */
export type MutationOf<Data, Failure, Variables> = UseMutationOptions<Data, Failure, Variables>;"#;

fn query(writer: &mut Writer, registry: &Registry, operation: &Operation) {
    let (id, stem, outcome) = names(operation);
    let paged = answers::is_paged(registry, operation);
    let (data, unwrap) = if paged { ("PageOf", "unwrapPage") } else { ("DataOf", "unwrap") };
    let optional = if needs_arguments(operation) { "" } else { "?" };
    let takes = takes_arguments(operation);
    let (parameter, argument, passed) = if takes {
        (format!("args{optional}: operations.{stem}Arguments, "), "args", "args, ")
    } else {
        (String::new(), "", "")
    };
    key(writer, operation, &stem);
    writer.line("");
    writer.jsdoc(&[format!("Options of the query {{@link operations.{id}}}{}.", freshness(operation))]);
    writer.line(format!(
        "export const {id}Query = (client: Client, {parameter}options?: CallOptions): \
         QueryOf<{data}<{outcome}>, ErrorOf<{outcome}>, {stem}Key> =>"
    ));
    writer.indented(|writer| {
        writer.line("queryOptions({");
        writer.indented(|writer| {
            writer.line(format!("queryKey: {id}Key({argument}),"));
            writer.line(format!(
                "queryFn: ({{ signal }}) => {unwrap}(operations.{id}(client, {passed}{{ ...options, signal }})),"
            ));
            settings(writer, operation);
            // Not for pages, of which each would be fetched again.
            if let Some(seconds) = operation.policy.refetch_seconds {
                writer.line(format!("refetchInterval: {},", u64::from(seconds) * 1000));
            }
        });
        writer.line("});");
    });
    if paged {
        infinite(writer, operation, &parameter, &stem, &outcome);
    }
}

/// Writes the stale time that the contract declares. The client itself retries what may be retried.
fn settings(writer: &mut Writer, operation: &Operation) {
    if let Some(cache) = &operation.policy.cache {
        writer.line(format!("staleTime: {},", u64::from(cache.max_age) * 1000));
    }
    writer.line("retry: false,");
}

fn freshness(operation: &Operation) -> String {
    let fresh = operation
        .policy
        .cache
        .as_ref()
        .map(|cache| format!(", fresh for {} s by the policy `{}`", cache.max_age, cache.name));
    let again = operation.policy.refetch_seconds.map(|seconds| format!(", fetched again every {seconds} s"));
    fresh.into_iter().chain(again).collect()
}

fn infinite(writer: &mut Writer, operation: &Operation, parameter: &str, stem: &str, outcome: &str) {
    let id = &operation.id;
    writer.line("");
    writer.line(format!("/** Options of the pages of {{@link operations.{id}}}, one after another. */"));
    writer.line(format!(
        "export const {id}InfiniteQuery = (client: Client, {parameter}options?: CallOptions): \
         InfiniteQueryOf<PageOf<{outcome}>, ErrorOf<{outcome}>, readonly [...{stem}Key, \"pages\"]> =>"
    ));
    writer.indented(|writer| {
        writer.line("infiniteQueryOptions({");
        writer.indented(|writer| {
            writer.line(format!("queryKey: [...{id}Key(args), \"pages\"] as const,"));
            writer.line("queryFn: ({ pageParam, signal }) =>");
            writer.line(format!(
                "  unwrapPage(operations.{id}(client, {{ ...args, query: {{ ...args?.query, page: pageParam }} }}, {{ ...options, signal }})),"
            ));
            writer.line("initialPageParam: args?.query?.page ?? 1,");
            writer.line("getNextPageParam: ({ pagination }) =>");
            writer.line("  pagination && pagination.page < pagination.totalPages ? pagination.page + 1 : undefined,");
            settings(writer, operation);
        });
        writer.line("});");
    });
}

fn key(writer: &mut Writer, operation: &Operation, stem: &str) {
    let (id, module) = (&operation.id, &operation.module);
    let head = format!("{}, {}", literal(module), literal(id));
    writer.line("");
    if takes_arguments(operation) {
        writer.lines(&format!(
            "/** The key of {{@link {id}Query}}. */\n\
             export type {stem}Key = readonly [{head}] | readonly [{head}, operations.{stem}Arguments];\n\n\
             /** The key of one query of `{id}`, or without arguments what all of them begin with. */\n\
             export const {id}Key = (args?: operations.{stem}Arguments): {stem}Key =>\n  \
               args ? [{head}, args] : [{head}];"
        ));
    } else {
        writer.lines(&format!(
            "/** The key of {{@link {id}Query}}. */\n\
             export type {stem}Key = readonly [{head}];\n\n\
             /** The key of the query of `{id}`. */\n\
             export const {id}Key = (): {stem}Key => [{head}];"
        ));
    }
}

fn mutation(writer: &mut Writer, registry: &Registry, operation: &Operation) {
    let (id, stem, outcome) = names(operation);
    let variables = match (takes_arguments(operation), needs_arguments(operation)) {
        (false, _) => "void".to_owned(),
        (true, true) => format!("operations.{stem}Arguments"),
        (true, false) => format!("operations.{stem}Arguments | void"),
    };
    // Only queries can be stale: other operations of the list have no key.
    let stale: Vec<_> = operation
        .policy
        .invalidates
        .iter()
        .filter(|id| registry.operations.iter().any(|other| other.id == **id && other.method == "GET"))
        .collect();
    if !stale.is_empty() {
        let keys: Vec<_> = stale.iter().map(|id| format!("{id}Key()")).collect();
        writer.lines(&format!(
            "\n/** The keys of what {{@link operations.{id}}} makes stale: invalidate them where `onSuccess` is your own. */\n\
             export const {id}Invalidates = (): readonly QueryKey[] => [{}];",
            keys.join(", ")
        ));
    }
    writer.line("");
    let what = if stale.is_empty() { "" } else { ", which makes stale what the contract says" };
    writer.line(format!("/** Options of the mutation {{@link operations.{id}}}{what}. */"));
    writer.line(format!(
        "export const {id}Mutation = (client: Client, options?: CallOptions): \
         MutationOf<DataOf<{outcome}>, ErrorOf<{outcome}>, {variables}> =>"
    ));
    let (binding, passed) = match (takes_arguments(operation), needs_arguments(operation)) {
        (false, _) => ("()", ""),
        (true, true) => ("(args)", "args, "),
        (true, false) => ("(args)", "args ?? undefined, "),
    };
    writer.indented(|writer| {
        writer.line("mutationOptions({");
        writer.indented(|writer| {
            writer.line(format!("mutationKey: [{}, {}],", literal(&operation.module), literal(id)));
            writer.line(format!("mutationFn: {binding} => unwrap(operations.{id}(client, {passed}options)),"));
            if !stale.is_empty() {
                writer.line("onSuccess: async (_data, _args, _result, context) => {");
                writer.line(format!(
                    "  await Promise.all({id}Invalidates().map((queryKey) => context.client.invalidateQueries({{ queryKey }})));"
                ));
                writer.line("},");
            }
        });
        writer.line("});");
    });
}

/// Returns the id, the stem of type names, and the outcome's type.
fn names(operation: &Operation) -> (&str, String, String) {
    let stem = type_stem(operation);
    let outcome = format!("operations.{stem}Outcome");
    (&operation.id, stem, outcome)
}
