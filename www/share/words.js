/**
 * What the button to copy a link says, and what is said once it is copied, for each language of `locale/`.
 *
 * Here and not there, so that only pages whose host allows sharing load them. None was reviewed but the English.
 */
export const words = {
  ar: ["نسخ رابط هذه الإجابة", "نُسخ الرابط"],
  de: ["Link zu dieser Antwort kopieren", "Link kopiert"],
  en: ["Copy link to this answer", "Link copied"],
  es: ["Copiar enlace a esta respuesta", "Enlace copiado"],
  fr: ["Copier le lien vers cette réponse", "Lien copié"],
  he: ["העתקת קישור לתשובה הזו", "הקישור הועתק"],
  hi: ["इस जवाब का लिंक कॉपी करें", "लिंक कॉपी किया गया"],
  it: ["Copia link a questa risposta", "Link copiato"],
  ja: ["この回答へのリンクをコピー", "リンクをコピーしました"],
  ko: ["이 답변 링크 복사", "링크가 복사됨"],
  pl: ["Kopiuj link do tej odpowiedzi", "Skopiowano link"],
  pt: ["Copiar link desta resposta", "Link copiado"],
  ru: ["Копировать ссылку на этот ответ", "Ссылка скопирована"],
  tr: ["Bu yanıtın bağlantısını kopyala", "Bağlantı kopyalandı"],
  uk: ["Копіювати посилання на цю відповідь", "Посилання скопійовано"],
  "zh-Hans": ["复制此答案的链接", "链接已复制"],
  "zh-Hant": ["複製此答案的連結", "連結已複製"],
};
