package io.tabularium.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Tools that run on Node, as a folder's {@code package.json} and lock name them. They are installed
 * once, under {@code target}. Where there is no npm, or it cannot install them, a test that needs
 * them is skipped and says so.
 */
public final class NodePackage {

    private static final Path SOURCES = Path.of("src", "test", "npm");
    private static final Path INSTALLED = Path.of("target", "npm");

    private final Path folder;

    private NodePackage(Path folder) {
        this.folder = folder;
    }

    /** The package of that name, installed. */
    public static NodePackage installed(String name) throws IOException, InterruptedException {
        assumeTrue(Program.isThere("npm"), "skipped, because there is no npm on the path");
        Path folder = INSTALLED.resolve(name);
        Path marker = folder.resolve("installed-lock.json");
        Path lock = SOURCES.resolve(name).resolve("package-lock.json");
        if (!Files.exists(marker) || Files.mismatch(marker, lock) >= 0) {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(
                        SOURCES.resolve(name).resolve(file),
                        folder.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Program.Result install =
                    Program.run(folder, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
            assumeTrue(
                    install.status() == 0,
                    () -> "skipped, because npm cannot install: " + install.output());
            Files.copy(lock, marker, StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodePackage(folder.toAbsolutePath());
    }

    /** A program that one of the tools brings, whether it is there or not. */
    public Path program(String name) {
        return folder.resolve("node_modules").resolve(".bin").resolve(name);
    }
}
