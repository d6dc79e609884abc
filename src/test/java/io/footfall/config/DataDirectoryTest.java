package io.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path temp;

    @Test
    void open_missing_createsItForTheOwnerOnly() throws Exception {
        try (var data = DataDirectory.open(temp.resolve("a/b"))) {
            assertThat(data.path()).isEqualTo(temp.toRealPath().resolve("a/b"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void open_whileOpen_isRefusedUntilClosed() {
        try (var data = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(temp))
                    .isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("FOOTFALL_DATA_DIR")
                    .hasMessageContaining(data.path().toString())
                    .hasMessageContaining("another Footfall");
        }
        DataDirectory.open(temp).close();
    }

    @Test
    void open_aFile_isRefusedByName() throws Exception {
        var file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("not a directory");
    }
}
