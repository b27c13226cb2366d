package io.tabularium.configuration.setting;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;

/**
 * Where the schemas come from.
 *
 * @param location the folder of the {@code *.schema.json} files
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.schemas", ignoreUnknownFields = false)
public record SchemasProperties(@NotNull @DefaultValue("./schemas") Path location) {}
