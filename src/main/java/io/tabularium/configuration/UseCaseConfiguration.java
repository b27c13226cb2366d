package io.tabularium.configuration;

import io.tabularium.adapter.web.Limits;
import io.tabularium.application.command.BulkLoadHandler;
import io.tabularium.application.command.CreateRecordHandler;
import io.tabularium.application.command.DeleteRecordHandler;
import io.tabularium.application.command.PatchRecordHandler;
import io.tabularium.application.command.RecordTurns;
import io.tabularium.application.command.RepeatableRequests;
import io.tabularium.application.command.ReplaceRecordHandler;
import io.tabularium.application.query.StreamRecordsHandler;
import io.tabularium.domain.receipt.ReceiptReader;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordLimits;
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
    RepeatableRequests repeatableRequests(ReceiptReader receipts) {
        return new RepeatableRequests(receipts);
    }

    @Bean
    CreateRecordHandler createRecordHandler(
            RecordWriter writer, RecordIdGenerator ids, RepeatableRequests requests) {
        return new CreateRecordHandler(writer, ids, requests);
    }

    @Bean
    RecordTurns recordTurns() {
        return new RecordTurns();
    }

    @Bean
    ReplaceRecordHandler replaceRecordHandler(RecordWriter writer, RecordTurns turns) {
        return new ReplaceRecordHandler(writer, turns);
    }

    @Bean
    PatchRecordHandler patchRecordHandler(
            RecordReader reader, RecordWriter writer, RecordTurns turns, Limits limits) {
        return new PatchRecordHandler(
                reader, writer, turns, new RecordLimits(limits.maxBodyBytes()));
    }

    @Bean
    DeleteRecordHandler deleteRecordHandler(RecordWriter writer, RecordTurns turns) {
        return new DeleteRecordHandler(writer, turns);
    }

    @Bean
    BulkLoadHandler bulkLoadHandler(RecordWriter writer, RepeatableRequests requests) {
        return new BulkLoadHandler(writer, requests);
    }

    @Bean
    StreamRecordsHandler streamRecordsHandler(RecordReader reader) {
        return new StreamRecordsHandler(reader);
    }
}
