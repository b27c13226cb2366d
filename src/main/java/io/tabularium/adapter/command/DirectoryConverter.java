package io.tabularium.adapter.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Makes an absolute path of the text of an option; no text is no path. */
final class DirectoryConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("a path is expected");
        }
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new TypeConversionException("a path is expected: " + e.getMessage());
        }
    }
}
