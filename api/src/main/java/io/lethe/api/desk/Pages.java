package io.lethe.api.desk;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.lethe.api.identity.Role;
import io.lethe.api.staff.PageRefused;
import io.lethe.api.staff.StaffSession;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws the pages of the console from the templates beside this class. Whatever a value holds is
 * text on the page: no template writes a value unescaped, and the one place that does takes pages
 * that were drawn here.
 */
public final class Pages {
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");

  /** Nothing may be loaded but our own style sheet, nothing framed, no form sent elsewhere. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private final Mustache.Compiler compiler = Mustache.compiler().emptyStringIsFalse(true);
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  /** A part of the console that roles lead to. */
  private record Part(Set<Role> roles, String address, String title) {
    boolean isFor(StaffSession session) {
      return roles.stream().anyMatch(session::has);
    }
  }

  private static final List<Part> PARTS =
      List.of(
          new Part(Set.of(Role.COMPLIANCE), "/console/requests", "Requests"),
          new Part(Set.of(Role.COMPLIANCE), "/console/holds", "Legal holds"),
          new Part(Set.of(Role.OPERATOR), "/console/operations", "Operations"),
          new Part(Set.of(Role.OPERATOR), "/console/receipts", "Receipts"),
          new Part(Set.of(Role.values()), "/console/log", "Log"));

  /** Where somebody with this session begins. */
  static String firstPart(StaffSession session) {
    return PARTS.stream()
        .filter(part -> part.isFor(session))
        .findFirst()
        .map(Part::address)
        .orElseThrow(() -> new IllegalStateException("a session without a role"));
  }

  /**
   * @param template the name of a file beside this class
   * @param address of the page's part, marked as the current one
   */
  Response page(
      StaffSession session, String template, String title, String address, Map<String, ?> words) {
    return answer(200, session, title, address, drawn(template, withSession(session, words)));
  }

  /** Without the parts: for who is not signed in, or was refused something. */
  Response refusal(PageRefused refused) {
    Map<String, Object> words = new HashMap<>();
    words.put("title", refused.title());
    words.put("remedy", refused.remedy());
    words.put("signIn", refused.isOfSignIn());
    return answer(refused.status(), null, refused.title(), "", drawn("refused", words));
  }

  private Response answer(
      int status, @Nullable StaffSession session, String title, String address, String main) {
    Map<String, Object> words = new HashMap<>();
    words.put("title", title);
    words.put("main", main);
    words.put("session", session != null);
    words.put("parts", session == null ? List.of() : parts(session, address));
    if (session != null) {
      words.put("staff", session.staff().toString());
      words.put("formWord", session.formWord());
      words.put("until", Words.time(session.until()));
    }
    return Response.status(status)
        .type(HTML)
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .entity(drawn("frame", words))
        .build();
  }

  private static List<Map<String, Object>> parts(StaffSession session, String address) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Part part : PARTS) {
      if (part.isFor(session)) {
        parts.add(
            Map.of(
                "address", part.address(),
                "title", part.title(),
                "current", address.equals(part.address())));
      }
    }
    return parts;
  }

  private static Map<String, Object> withSession(StaffSession session, Map<String, ?> words) {
    Map<String, Object> all = new HashMap<>(words);
    all.put("formWord", session.formWord());
    return all;
  }

  private String drawn(String template, Map<String, ?> words) {
    return templates
        .computeIfAbsent(template, name -> compiler.compile(read(name + ".html")))
        .execute(words);
  }

  static String read(String file) {
    try (InputStream text = Pages.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
