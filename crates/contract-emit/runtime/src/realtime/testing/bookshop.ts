/**
 * A bookshop's channels, as a generated module would describe them, with schemas written by hand.
 */

import type { Parsed } from "../channel.js";
import type { EventsChannel } from "../events.js";
import type { SocketChannel } from "../socket.js";

export type Shipped = { readonly type: "shipped"; readonly order: string; readonly note?: string };
export type Returned = { readonly type: "returned"; readonly order: string; readonly reason: string };
export type ShopMessage = Shipped | Returned | { readonly type: "reauthenticate" };
export type ReaderMessage =
  | { readonly type: "order"; readonly book: string }
  | { readonly type: "authenticate"; readonly data: { readonly token: string } };
export type Price = { readonly type: "hardback" | "paperback"; readonly cents: number };

/** `reader` is the path parameter. */
export const shopSocket: SocketChannel<ReaderMessage, ShopMessage> = {
  id: "shopSocket",
  path: "/ws/{reader}",
  tag: "type",
  types: ["shipped", "returned", "reauthenticate"],
  subprotocol: "bookshop.v1",
  auth: true,
  parse: (value) => parseShopMessage(value),
  reauthenticate: { type: "reauthenticate", answer: (token) => ({ type: "authenticate", data: { token } }) },
};

/** The feed of one order is over when the order has come back. */
export const orderFeed: EventsChannel<Shipped | Returned> = {
  id: "orderFeed",
  path: "/orders/{order}/events",
  tag: "type",
  types: ["shipped", "returned"],
  auth: true,
  terminal: ["returned"],
  parse: (value) => parseShopMessage(value) as Parsed<Shipped | Returned>,
};

/** One kind of message, without a tag: its `type` is the book's. */
export const priceFeed: EventsChannel<Price> = {
  id: "priceFeed",
  path: "/prices",
  types: ["Price"],
  parse: (value) => {
    const { cents } = value as Price;
    return Number.isInteger(cents)
      ? { ok: true, value: value as Price }
      : { ok: false, issues: [{ path: ["cents"], message: "no integer" }] };
  },
};

const parseShopMessage = (value: unknown): Parsed<ShopMessage> => {
  const message = value as ShopMessage;
  if (message.type !== "reauthenticate" && typeof message.order !== "string") {
    return { ok: false, issues: [{ path: ["order"], message: "no text" }] };
  }
  return { ok: true, value: message };
};
