package io.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationSecretTest {

    @TempDir
    private Path temp;

    private DataDirectory data;

    @BeforeEach
    void open() {
        data = DataDirectory.open(temp);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void derive_isTheSameAfterARestart_andAnotherForAnotherPurpose() {
        var key = InstallationSecret.of(data, Optional.empty()).derive("receipts");

        assertThat(key).hasSize(32);
        assertThat(InstallationSecret.of(data, Optional.empty()).derive("receipts"))
                .isEqualTo(key);
        assertThat(InstallationSecret.of(data, Optional.empty()).derive("sessions"))
                .isNotEqualTo(key);
    }

    @Test
    void of_theTextOfTheFileAsSetting_isTheSameSecret() throws Exception {
        var key = InstallationSecret.of(data, Optional.empty()).derive("receipts");
        var text = Files.readString(temp.resolve("secret")).strip();

        assertThat(InstallationSecret.of(data, Optional.of(text)).derive("receipts"))
                .isEqualTo(key);
        assertThat(InstallationSecret.of(data, Optional.of("another secret")).derive("receipts"))
                .isNotEqualTo(key);
    }

    @Test
    @DisplayName("The secret that guards the keys is readable by the owner of the server only")
    void of_missingFile_createsItForTheOwnerOnly() throws Exception {
        InstallationSecret.of(data, Optional.empty());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void of_damagedFile_stopsTheStart() throws Exception {
        Files.writeString(temp.resolve("secret"), "");

        assertThatThrownBy(() -> InstallationSecret.of(data, Optional.empty()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("secret: is damaged");
    }
}
