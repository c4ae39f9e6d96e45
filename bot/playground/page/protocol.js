/**
 * What the server tells, as types; there is no code here. Times are seconds since 1970, offsets count UTF-16 units.
 *
 * @typedef {{id: number, first_name: string, is_bot: boolean}} User
 * @typedef {"owner" | "learner" | "second_learner" | "stranger"} Role
 * @typedef {User & {username: string | null, language_code: string | null, role: Role, blocked: boolean,
 *   opened: boolean}} Person
 * @typedef {Record<string, string>} ByLanguage texts by language code; "" holds for every other language
 * @typedef {User & {username: string, names: ByLanguage, descriptions: ByLanguage, short_descriptions: ByLanguage,
 *   connected: boolean}} Bot
 * @typedef {{command: string, description: string}} Command
 * @typedef {{scope: {type: string, chat_id?: number, user_id?: number}, language_code: string,
 *   commands: Command[]}} CommandList
 * @typedef {{id: number, type: "private" | "group" | "supergroup" | "channel", title: string, username: string | null,
 *   bot_status: string, members: Record<string, string>}} Chat
 *
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string, user?: User,
 *   unix_time?: number}} Entity
 * @typedef {{text: string, text_entities?: Entity[], voter_count: number}} PollOption
 * @typedef {{id: string, question: string, question_entities: Entity[], options: PollOption[], total: number,
 *   quiz: boolean, anonymous: boolean, several: boolean, revoting: boolean, closed: boolean, correct: number[],
 *   explanation: string | null, explanation_entities: Entity[], description: string | null,
 *   description_entities: Entity[], open_period: number | null, close_date: number | null,
 *   votes: Record<string, number[]>}} Poll
 * @typedef {{text: string, callback_data?: string, url?: string, copy_text?: {text: string}, style?: string,
 *   disabled?: object, switch_inline_query?: string, switch_inline_query_current_chat?: string,
 *   web_app?: object}} InlineButton
 * @typedef {{request_id: number, chat_is_channel: boolean, bot_is_member?: boolean}} ChatRequest
 * @typedef {{text: string, style?: string, request_chat?: ChatRequest, request_users?: object,
 *   request_contact?: boolean, request_location?: boolean, request_poll?: {type?: "quiz" | "regular"}, web_app?: object}} ReplyButton
 * @typedef {{inline_keyboard?: InlineButton[][], keyboard?: (ReplyButton | string)[][], resize_keyboard?: boolean,
 *   one_time_keyboard?: boolean, is_persistent?: boolean, selective?: boolean, input_field_placeholder?: string,
 *   remove_keyboard?: true, force_reply?: true}} Markup
 * @typedef {{file_id: string, file_name?: string, mime_type?: string, file_size?: number}} FileView
 * @typedef {{file_id: string, width: number, height: number, file_size?: number}} PhotoView
 * @typedef {{chat_id: number, id: number, date: number, edit_date: number | null, from: User | null, by_bot: boolean,
 *   text: string, entities: Entity[], document: FileView | null, photo: PhotoView | null, album: string | null,
 *   poll: Poll | null, rich: RichMessage | null, keyboard: Markup | null,
 *   reply_to: {id: number, from: User | null, text: string} | null,
 *   forward: {title: string, message_id?: number, date: number} | null, service: string | null, via: string | null,
 *   protected: boolean, pinned: boolean, reaction?: Record<string, string>}} Message
 *
 * @typedef {string | any[] | {type: string, [field: string]: any}} RichText a list holds RichText again, as does `text`
 * @typedef {{type: string, [field: string]: any}} RichBlock
 * @typedef {{blocks: RichBlock[], is_rtl?: boolean}} RichMessage
 *
 * @typedef {{number: number, at: number, method: string, parameters: Record<string, any>, chat_id: number | null,
 *   done: boolean, pending: boolean, result: any, refusal: {code: number, description: string, kind: string} | null,
 *   faulty: boolean}} Call
 * @typedef {{id: number, kind: string, body: any, state: "waiting" | "confirmed", at?: number}} Update
 * @typedef {{query_id: string, text: string, alert: boolean, url: string | null}} Answer
 */

export {};
