/** Which commands the bot offers to whom, by the rule of the Bot API. */

import { shortLanguage } from "./app.js";

/**
 * @import {Chat, Command, CommandList, Person} from "./protocol.js"
 */

/**
 * The narrowest scope that has commands wins, in it the person's language before "any language".
 * @type {(lists: readonly CommandList[], chat: Chat, person: Person) => Command[]}
 */
export function commandsFor(lists, chat, person) {
  const language = shortLanguage(person);
  for (const { type, chat_id: chatId, user_id: userId } of scopesOf(chat, person)) {
    for (const code of [language, ""]) {
      const found = lists.find(
        ({ scope, language_code: of }) =>
          scope.type === type && scope.chat_id === chatId && scope.user_id === userId && of === code,
      );
      if (found?.commands.length) return found.commands;
    }
  }
  return [];
}

/** @type {(chat: Chat, person: Person) => CommandList["scope"][]} */
function scopesOf(chat, person) {
  if (chat.type === "private") {
    return [{ type: "chat", chat_id: chat.id }, { type: "all_private_chats" }, { type: "default" }];
  }
  const runs = ["creator", "administrator"].includes(chat.members[person.id] ?? "");
  return [
    { type: "chat_member", chat_id: chat.id, user_id: person.id },
    ...(runs ? [{ type: "chat_administrators", chat_id: chat.id }] : []),
    { type: "chat", chat_id: chat.id },
    ...(runs ? [{ type: "all_chat_administrators" }] : []),
    { type: "all_group_chats" },
    { type: "default" },
  ];
}
