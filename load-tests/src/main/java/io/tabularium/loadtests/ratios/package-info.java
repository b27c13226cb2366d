/** Each path of the service beside the limit it is held against, measured in one run. */
package io.tabularium.loadtests.ratios;
