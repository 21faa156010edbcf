package io.lethe.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.api.problem.Refused;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.account.AccountEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON Merge Patch (RFC 7396) of an account: null removes, what is left out stays. */
final class AccountPatch {
  private AccountPatch() {}

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  static List<AccountEdit> read(@Nullable JsonNode patch) {
    if (patch == null || !patch.isObject()) {
      throw new RequestRefusal.UnexpectedJson("", "The body is not an object.").asException();
    }
    List<AccountEdit> edits = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      edits.add(edit(field.getKey(), field.getValue()));
    }
    return edits;
  }

  private static AccountEdit edit(String field, JsonNode value) {
    return switch (field) {
      case "email" ->
          edit("/email", value, AccountPatch::email, "It is no address that mail can be sent to.");
      case "displayName" ->
          edit(
              "/displayName",
              value,
              AccountEdit.DisplayName::new,
              "It has 1 to "
                  + AccountEdit.DisplayName.LONGEST
                  + " characters, and no control characters.");
      case "locale" -> edit("/locale", value, AccountEdit.Locale::new, "It is like en or pt-BR.");
      case "mailWhenReady" -> mailWhenReady(value);
      default ->
          // Not which: its name is the caller's own word.
          throw new RequestRefusal.UnexpectedJson(
                  "",
                  "A field is unknown here; these are known: displayName, email, locale,"
                      + " mailWhenReady.")
              .asException();
    };
  }

  private static AccountEdit mailWhenReady(JsonNode value) {
    if (!value.isNull() && !value.isBoolean()) {
      throw notOfItsKind("/mailWhenReady");
    }
    return new AccountEdit.MailWhenReady(value.isNull() ? null : value.booleanValue());
  }

  private static Refused notOfItsKind(String pointer) {
    return new RequestRefusal.UnexpectedJson(pointer, "The value is not of the kind described.")
        .asException();
  }

  private static AccountEdit email(@Nullable String text) {
    return new AccountEdit.Email(text == null ? null : new EmailAddress(text.strip()));
  }

  private static AccountEdit edit(
      String pointer,
      JsonNode value,
      Function<@Nullable String, AccountEdit> make,
      String otherwise) {
    if (!value.isNull() && !value.isTextual()) {
      throw notOfItsKind(pointer);
    }
    try {
      return make.apply(value.isNull() ? null : value.textValue());
    } catch (IllegalArgumentException unusable) {
      throw new RequestRefusal.InvalidField(pointer, otherwise).asException();
    }
  }
}
