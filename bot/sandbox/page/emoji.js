// Slack's names for the emoji that people on a site use, and the characters they stand for.

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎
eyes 👀|eye 👁️|hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|clock1 🕐|clock7 🕖|clock9 🕘
calendar 📆|date 📅|spiral_calendar_pad 🗓️|warning ⚠️|rotating_light 🚨|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|stop_sign 🛑
construction 🚧|building_construction 🏗️|construction_worker 👷|hammer 🔨|hammer_and_wrench 🛠️|wrench 🔧|nut_and_bolt 🔩|bricks 🧱|brick 🧱
pick ⛏️|axe 🪓|carpentry_saw 🪚|screwdriver 🪛|ladder 🪜|toolbox 🧰|gear ⚙️|chains ⛓️|hook 🪝|safety_vest 🦺|helmet_with_white_cross ⛑️|rescue_worker_helmet ⛑️
truck 🚚|articulated_lorry 🚛|tractor 🚜|office 🏢|house 🏠|factory 🏭|european_post_office 🏤|bridge_at_night 🌉|triangular_ruler 📐|straight_ruler 📏
bulb 💡|electric_plug 🔌|zap ⚡|fire 🔥|fire_extinguisher 🧯|droplet 💧|sweat_drops 💦|ocean 🌊|rain_cloud 🌧️|cloud ☁️|sunny ☀️|partly_sunny ⛅|snowflake ❄️|tornado 🌪️|wind_blowing_face 🌬️|umbrella ☔|thermometer 🌡️
ambulance 🚑|hospital 🏥|adhesive_bandage 🩹|stethoscope 🩺|sos 🆘|biohazard_sign ☣️|test_tube 🧪
moneybag 💰|dollar 💵|money_with_wings 💸|credit_card 💳|receipt 🧾|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|abacus 🧮
memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|page_with_curl 📃|bookmark_tabs 📑|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️|paperclip 📎|pushpin 📌|round_pushpin 📍|package 📦|inbox_tray 📥|outbox_tray 📤|envelope ✉️|email 📧|incoming_envelope 📨
bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|phone ☎️|telephone_receiver 📞|iphone 📱|camera 📷|camera_with_flash 📸|computer 💻|link 🔗|mag 🔍|mag_right 🔎|lock 🔒|unlock 🔓|key 🔑
arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrow_right_hook ↪️|leftwards_arrow_with_hook ↩️|arrows_counterclockwise 🔄|repeat 🔁|fast_forward ⏩|play_or_pause_button ⏯️|double_vertical_bar ⏸️|black_right_pointing_triangle ▶️|arrow_forward ▶️
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|white_large_square ⬜|black_large_square ⬛|small_orange_diamond 🔸|small_blue_diamond 🔹|triangular_flag_on_post 🚩|checkered_flag 🏁|dart 🎯
grinning 😀|smile 😄|smiley 😃|joy 😂|slightly_smiling_face 🙂|wink 😉|blush 😊|sunglasses 😎|thinking_face 🤔|neutral_face 😐|confused 😕|worried 😟|disappointed 😞|cry 😢|sob 😭|angry 😠|rage 😡|sweat 😓|sweat_smile 😅|scream 😱|hushed 😮|sleeping 😴|mask 😷|face_with_rolling_eyes 🙄
wave 👋|raised_hand ✋|hand ✋|raised_hands 🙌|clap 👏|pray 🙏|muscle 💪|ok_hand 👌|point_up ☝️|point_up_2 👆|point_down 👇|point_right 👉|point_left 👈|fist ✊|handshake 🤝|writing_hand ✍️|man 👨|woman 👩|busts_in_silhouette 👥|bust_in_silhouette 👤|raising_hand 🙋|shrug 🤷|robot_face 🤖
heart ❤️|orange_heart 🧡|broken_heart 💔|star ⭐|star2 🌟|sparkles ✨|tada 🎉|trophy 🏆|medal 🏅|rocket 🚀|coffee ☕|pizza 🍕|beers 🍻|100 💯|question ❓|grey_question ❔|exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️|information_source ℹ️|new 🆕|soon 🔜|top 🔝|free 🆓|ok 🆗|up 🆙|recycle ♻️|heavy_plus_sign ➕|heavy_minus_sign ➖|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|zero 0️⃣|hash #️⃣
`;

const CHARACTERS = new Map(
  TABLE.split(/[|\n]/).filter(Boolean).map((pair) => {
    const [name, character] = pair.split(" ");
    return [name, character];
  }),
);

/** What the reaction picker offers, most useful on a site first. */
export const PICKER = [
  "white_check_mark", "eyes", "+1", "-1", "x", "raised_hands", "warning", "rotating_light", "construction", "hourglass_flowing_sand",
  "question", "tada", "heart", "joy", "thinking_face", "pray", "muscle", "fire", "truck", "building_construction", "safety_vest", "no_entry", "clap", "100",
];

/** The character for a name, or `:name:` when the table has none. Skin tones are dropped. */
export function emoji(name) {
  const bare = name.split("::")[0];
  return CHARACTERS.get(bare) ?? `:${bare}:`;
}

/** Replaces every known `:name:` in plain text. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => CHARACTERS.get(name) ?? whole);

export const isEmoji = (name) => CHARACTERS.has(name);

/** Names that begin with, then those that contain, what was typed. */
export function emojiLike(typed, limit = 8) {
  const names = [...CHARACTERS.keys()];
  const starts = names.filter((name) => name.startsWith(typed));
  const holds = names.filter((name) => !name.startsWith(typed) && name.includes(typed));
  return [...starts, ...holds].slice(0, limit);
}
