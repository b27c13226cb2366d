package io.tabularium.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tools that run on Node, as a folder's {@code package.json} and lock name them. They are installed
 * once, under {@code target}, and none of their scripts is run. Where there is no npm, or it cannot
 * reach its registry, a test that needs them is skipped and says so; any other failure is one.
 */
public final class NodePackage {

    private static final Path SOURCES = Path.of("src", "test", "npm");
    private static final Path INSTALLED = Path.of("target", "npm");

    private static final Pattern NO_REGISTRY =
            Pattern.compile(
                    "npm (?:error|ERR!) code (?:EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|EHOSTUNREACH"
                            + "|ENETUNREACH|ENOTFOUND|ERR_SOCKET_TIMEOUT|FETCH_ERROR|E5[0-9][0-9])\\b");

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
                    Program.run(
                            folder,
                            "npm",
                            "ci",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--prefer-offline",
                            "--fetch-timeout=20000",
                            "--fetch-retries=1");
            assumeFalse(
                    tellsOfNoRegistry(install.output()),
                    () -> "skipped, because npm cannot reach its registry: " + install.output());
            assertThat(install.status()).as(install.output()).isZero();
            Files.copy(lock, marker, StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodePackage(folder.toAbsolutePath());
    }

    /**
     * Runs the scripts of one of the tools, which fetch what its package does not hold.
     *
     * @return what came of it
     */
    public Program.Result prepare(String tool) throws IOException, InterruptedException {
        return Program.run(folder, "npm", "rebuild", tool);
    }

    static boolean tellsOfNoRegistry(String output) {
        return NO_REGISTRY.matcher(output).find();
    }

    /** A program that one of the tools brings, whether it is there or not. */
    public Path program(String name) {
        return folder.resolve("node_modules").resolve(".bin").resolve(name);
    }
}
