/**
 * What a reader is told whose clock is off, for each language of `locale/`.
 *
 * Here and not there, so that only pages whose host asks for it load them. None was reviewed but the English.
 */
export const words = {
  ar: "تختلف ساعة هذا الجهاز عن ساعة الخادم بأكثر من خمس دقائق. التواريخ صحيحة، أما العد التنازلي فقد لا يكون دقيقًا.",
  de: "Die Uhr dieses Geräts weicht um mehr als fünf Minuten von der des Servers ab. Die Daten stimmen; der Countdown kann falsch gehen.",
  en: "This device’s clock differs from the server’s by more than five minutes. The dates hold; the countdown may be off.",
  es: "El reloj de este dispositivo difiere del reloj del servidor en más de cinco minutos. Las fechas son correctas; la cuenta atrás puede no serlo.",
  fr: "L’horloge de cet appareil diffère de plus de cinq minutes de celle du serveur. Les dates restent exactes ; le compte à rebours peut être faux.",
  he: "השעון במכשיר הזה שונה משעון השרת ביותר מחמש דקות. התאריכים נכונים; ייתכן שהספירה לאחור אינה מדויקת.",
  hi: "इस डिवाइस की घड़ी और सर्वर की घड़ी में पाँच मिनट से ज़्यादा का अंतर है। तारीखें सही हैं; उलटी गिनती गलत हो सकती है।",
  it: "L’orologio di questo dispositivo differisce da quello del server di oltre cinque minuti. Le date sono corrette; il conto alla rovescia potrebbe non esserlo.",
  ja: "この端末の時計はサーバーの時計と5分を超えてずれています。日付は正確ですが、カウントダウンはずれている可能性があります。",
  ko: "이 기기의 시계가 서버의 시계와 5분 넘게 차이 납니다. 날짜는 정확하지만 카운트다운은 정확하지 않을 수 있습니다.",
  pl: "Zegar tego urządzenia różni się od zegara serwera o ponad pięć minut. Daty są prawidłowe; odliczanie może być niedokładne.",
  pt: "O relógio deste dispositivo difere do relógio do servidor em mais de cinco minutos. As datas estão corretas; a contagem regressiva pode não estar.",
  ru: "Часы этого устройства расходятся с часами сервера более чем на пять минут. Даты верны; обратный отсчёт может быть неточным.",
  tr: "Bu cihazın saati ile sunucunun saati arasında beş dakikadan fazla fark var. Tarihler doğrudur; geri sayım yanlış olabilir.",
  uk: "Годинник цього пристрою розходиться з годинником сервера більш ніж на п’ять хвилин. Дати правильні; зворотний відлік може бути неточним.",
  "zh-Hans": "此设备的时钟与服务器的时钟相差超过五分钟。日期准确无误，但倒计时可能有偏差。",
  "zh-Hant": "此裝置的時鐘與伺服器的時鐘相差超過五分鐘。日期正確無誤，但倒數計時可能有偏差。",
};
