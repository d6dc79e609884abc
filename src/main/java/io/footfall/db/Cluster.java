package io.footfall.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the embedded database: PostgreSQL's own and, beside them, the password of its only user. They are made in
 * one step, with the empty database in them.
 *
 * @param data PostgreSQL's data directory
 * @param password of the user {@link #USER}
 */
record Cluster(Path data, String password) {

    static final String USER = "footfall";
    static final String DATABASE = "footfall";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final int PASSWORD_BYTES = 24;

    /** Opens the cluster in {@code dir}, which is made where it is missing. */
    static Cluster open(Path dir, Path binaries, Confinement confinement) throws IOException {
        if (!Files.isDirectory(dir)) {
            LOG.info("Creating the database");
            var unfinished = Unfinished.beside(dir);
            initialise(unfinished, binaries, confinement);
            Files.move(unfinished, dir, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Cluster(data(dir), Files.readString(passwordFile(dir)).strip());
    }

    private static Path data(Path dir) {
        return dir.resolve("data");
    }

    private static Path passwordFile(Path dir) {
        return dir.resolve("password");
    }

    private static void initialise(Path dir, Path binaries, Confinement confinement) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.setPosixFilePermissions(dir, ownerOnly);
        var password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        var passwordFile = Files.createFile(
                passwordFile(dir), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(password) + "\n");
        confinement.handOver(dir);
        var bin = binaries.resolve("bin");
        Commands.run(confinement.confine(List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + data(dir),
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions")));
        Commands.run(
                confinement.confine(List.of(
                        bin.resolve("postgres").toString(),
                        "--single",
                        "-D",
                        data(dir).toString(),
                        "postgres")),
                "create database " + DATABASE + "\n");
    }

    @Override
    public String toString() {
        return "Cluster[" + data + "]";
    }
}
