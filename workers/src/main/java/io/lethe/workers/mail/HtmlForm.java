package io.lethe.workers.mail;

import com.google.common.html.HtmlEscapers;
import java.util.regex.Pattern;

/** Makes the HTML form of a mail's plain text: paragraphs, line breaks and links, and no more. */
final class HtmlForm {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

  private HtmlForm() {}

  static String of(String subject, String text) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        .append(escaped(subject))
        .append("</title>\n</head>\n<body style=\"font-family: sans-serif; line-height: 1.5\">\n");
    for (String paragraph : text.strip().split("\n{2,}")) {
      html.append("<p>").append(paragraph(paragraph)).append("</p>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static String paragraph(String text) {
    StringBuilder html = new StringBuilder();
    for (String line : text.split("\n")) {
      html.append(html.isEmpty() ? "" : "<br>\n").append(line(line));
    }
    return html.toString();
  }

  /** Only a line that is nothing else is a link: an address within a sentence may be anybody's. */
  private static String line(String text) {
    String shown = escaped(text);
    return LINK.matcher(text).matches() ? "<a href=\"" + shown + "\">" + shown + "</a>" : shown;
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
