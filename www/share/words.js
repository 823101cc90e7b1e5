/**
 * What the button to copy a link says, and what is said once it is copied, for each language of `locale/`.
 *
 * Here and not there, so that only pages whose host allows sharing load them. None was reviewed but the English.
 */
export const words = {
  ar: ["نسخ الرابط", "نُسخ الرابط"],
  de: ["Link kopieren", "Link kopiert"],
  en: ["Copy link", "Link copied"],
  es: ["Copiar enlace", "Enlace copiado"],
  fr: ["Copier le lien", "Lien copié"],
  he: ["העתקת קישור", "הקישור הועתק"],
  hi: ["लिंक कॉपी करें", "लिंक कॉपी किया गया"],
  it: ["Copia link", "Link copiato"],
  ja: ["リンクをコピー", "リンクをコピーしました"],
  ko: ["링크 복사", "링크가 복사됨"],
  pl: ["Kopiuj link", "Skopiowano link"],
  pt: ["Copiar link", "Link copiado"],
  ru: ["Копировать ссылку", "Ссылка скопирована"],
  tr: ["Bağlantıyı kopyala", "Bağlantı kopyalandı"],
  uk: ["Копіювати посилання", "Посилання скопійовано"],
  "zh-Hans": ["复制链接", "链接已复制"],
  "zh-Hant": ["複製連結", "連結已複製"],
};
