package io.lethe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "ada+videos@mail.example.org",
        "ada.o'neil@xn--bcher-kva.example",
        "żółć@bücher.example"
      })
  void takesWhatMailIsSentTo(String text) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::value).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@example.org\r\nBcc: all@example.org",
        "ada@example.org\nBcc: all@example.org",
        "ada@example.org,eve@example.org",
        "Ada <ada@example.org>",
        "ada@exam ple.org",
        "ada@@example.org",
        "ada%eve@example.org",
        "\"ada\"@example.org",
        "ada@-example.org",
        "ada\u2028@example.org"
      })
  void refusesWhatIsNoMailboxOrBeginsSomethingElse(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void oneMailboxHasOneNormalisedForm() {
    assertThat(new EmailAddress("Ada@Example.ORG").normalised())
        .isEqualTo(new EmailAddress("ada@example.org").normalised());
  }

  @Test
  void itsTextSaysNothing() {
    assertThat(new EmailAddress("ada@example.org").toString()).doesNotContain("ada");
  }
}
