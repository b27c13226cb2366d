package io.tabularium.configuration;

import io.tabularium.adapter.schemafile.SchemaFileCatalog;
import io.tabularium.configuration.setting.SchemasProperties;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The schemas in force: what the folder of schema files holds at start-up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchemasProperties.class)
class SchemaConfiguration {

    @Bean
    SchemaCatalog schemaCatalog(SchemasProperties properties) {
        return SchemaFileCatalog.load(properties.location());
    }
}
