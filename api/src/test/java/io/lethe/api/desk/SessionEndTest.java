package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionEndTest {
  @RegisterExtension
  static final RunningApi API = new RunningApi(Map.of("console.sessionFor", "PT0S"));

  @Test
  void aSessionEndsByItselfWhateverTheBrowserKeeps() {
    StaffBrowser sam = API.browser();
    String set =
        sam.comeBack("sam", claims -> claims.setStringListClaim("roles", "operator"))
            .header("set-cookie");
    sam.cookies().put("console-session", set.replaceFirst(".*console-session=([^;]+);.*", "$1"));

    assertThat(sam.get("/console/operations").status()).isEqualTo(401);
  }
}
