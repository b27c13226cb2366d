package io.tabularium.configuration;

import io.tabularium.application.command.BulkLoadHandler;
import io.tabularium.application.command.CreateRecordHandler;
import io.tabularium.application.command.ReplaceRecordHandler;
import io.tabularium.application.query.StreamRecordsHandler;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.security.SecureRandom;
import java.time.Clock;

/** The use cases, on whatever storage there is. */
@Configuration(proxyBeanMethods = false)
class UseCaseConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RecordIdGenerator recordIdGenerator(Clock clock) {
        return new RecordIdGenerator(clock, new SecureRandom());
    }

    @Bean
    CreateRecordHandler createRecordHandler(RecordWriter writer, RecordIdGenerator ids) {
        return new CreateRecordHandler(writer, ids);
    }

    @Bean
    ReplaceRecordHandler replaceRecordHandler(RecordWriter writer) {
        return new ReplaceRecordHandler(writer);
    }

    @Bean
    BulkLoadHandler bulkLoadHandler(RecordWriter writer) {
        return new BulkLoadHandler(writer);
    }

    @Bean
    StreamRecordsHandler streamRecordsHandler(RecordReader reader) {
        return new StreamRecordsHandler(reader);
    }
}
