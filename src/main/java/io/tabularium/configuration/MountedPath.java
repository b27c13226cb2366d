package io.tabularium.configuration;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a path from the file that a folder of settings has for it; Spring reads all but paths. */
@Component
@ConfigurationPropertiesBinding
final class MountedPath implements Converter<InputStreamSource, Path> {

    @Override
    public Path convert(InputStreamSource file) {
        try (InputStream content = file.getInputStream()) {
            return Path.of(new String(content.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
