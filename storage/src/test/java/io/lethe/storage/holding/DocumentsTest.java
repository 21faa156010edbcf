package io.lethe.storage.holding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lethe.storage.Stores;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents about what is kept say what the ledger says. After a change {@code
 * -Dlethe.drawDocuments=true} draws them anew.
 */
class DocumentsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private Stores stores;
  private DataMap map;

  @BeforeEach
  void open() {
    stores = new TestStorage(LEDGER, folder).stores();
    map = DataMap.of(LEDGER.jdbi());
  }

  @Test
  void theDataMapSaysWhatTheLedgerSays() throws IOException {
    hold("data-map.md", new DataMapPage(stores.people().holdings(), map).markdown());
  }

  @Test
  void theRecordOfProcessingSaysWhatTheLedgerSays() throws IOException {
    ProcessingRecord record =
        ProcessingRecord.of(stores.people().holdings(), map, stores.notices());

    hold("record-of-processing.html", ProcessingRecordPage.html(record));
    hold(
        "record-of-processing.json",
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(record)
            + "\n");
  }

  private static void hold(String name, String drawn) throws IOException {
    Path document = Path.of("../docs", name);
    if (Boolean.getBoolean("lethe.drawDocuments")) {
      Files.writeString(document, drawn);
    }
    assertThat(Files.readString(document)).isEqualTo(drawn);
  }
}
