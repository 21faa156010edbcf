package io.lethe.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest implements ObjectStoreContract {
  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() {
    store = new FileObjectStore(folder.resolve("objects"));
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Test
  void nobodyElseOnTheMachineCanRead() throws Exception {
    store.put("jobs/a/one", out -> out.write(1));
    Path file = folder.resolve("objects/jobs/a/one");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void leavesNoEmptyFolderThatNamesAJob() throws Exception {
    store.put("jobs/a/one", out -> out.write(1));
    store.delete("jobs/a/one");

    assertThat(folder.resolve("objects/jobs/a")).doesNotExist();
  }
}
