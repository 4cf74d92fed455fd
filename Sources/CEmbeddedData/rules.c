#include "CEmbeddedData.h"

// Written by `swift run apptlint-generate rules`: the files of Rules/ in order of path, the ranges of their details, and
// the codes and URLs that they name, one per line.

static const unsigned char file0[] = {
#embed "../../Rules/bars-assurance/booking-cancellation.json"
};

static const unsigned char file1[] = {
#embed "../../Rules/bars-assurance/exchange.json"
};

static const unsigned char file2[] = {
#embed "../../Rules/bars-assurance/message.json"
};

static const unsigned char file3[] = {
#embed "../../Rules/bars-assurance/pack.json"
};

static const unsigned char file4[] = {
#embed "../../Rules/bars-assurance/patient.json"
};

static const unsigned char file5[] = {
#embed "../../Rules/bars-assurance/referral.json"
};

static const unsigned char file6[] = {
#embed "../../Rules/bars/api-exchange.json"
};

static const unsigned char file7[] = {
#embed "../../Rules/bars/appointment-exchange.json"
};

static const unsigned char file8[] = {
#embed "../../Rules/bars/appointment.json"
};

static const unsigned char file9[] = {
#embed "../../Rules/bars/booking-cancellation/appointment.json"
};

static const unsigned char file10[] = {
#embed "../../Rules/bars/booking-cancellation/bundle.json"
};

static const unsigned char file11[] = {
#embed "../../Rules/bars/booking-cancellation/message-header.json"
};

static const unsigned char file12[] = {
#embed "../../Rules/bars/booking-cancellation/organization.json"
};

static const unsigned char file13[] = {
#embed "../../Rules/bars/booking-cancellation/patient.json"
};

static const unsigned char file14[] = {
#embed "../../Rules/bars/booking-request/application-1-and-2.json"
};

static const unsigned char file15[] = {
#embed "../../Rules/bars/booking-request/application-7-cancelled.json"
};

static const unsigned char file16[] = {
#embed "../../Rules/bars/booking-request/application-7.json"
};

static const unsigned char file17[] = {
#embed "../../Rules/bars/booking-request/application-unknown.json"
};

static const unsigned char file18[] = {
#embed "../../Rules/bars/booking-request/appointment.json"
};

static const unsigned char file19[] = {
#embed "../../Rules/bars/booking-request/bundle.json"
};

static const unsigned char file20[] = {
#embed "../../Rules/bars/booking-request/healthcare-service.json"
};

static const unsigned char file21[] = {
#embed "../../Rules/bars/booking-request/message-header.json"
};

static const unsigned char file22[] = {
#embed "../../Rules/bars/booking-request/organization.json"
};

static const unsigned char file23[] = {
#embed "../../Rules/bars/booking-request/patient.json"
};

static const unsigned char file24[] = {
#embed "../../Rules/bars/booking-request/practitioner-role.json"
};

static const unsigned char file25[] = {
#embed "../../Rules/bars/booking-request/practitioner.json"
};

static const unsigned char file26[] = {
#embed "../../Rules/bars/booking-request/schedule.json"
};

static const unsigned char file27[] = {
#embed "../../Rules/bars/booking-request/slot.json"
};

static const unsigned char file28[] = {
#embed "../../Rules/bars/change.json"
};

static const unsigned char file29[] = {
#embed "../../Rules/bars/errors.json"
};

static const unsigned char file30[] = {
#embed "../../Rules/bars/every-resource.json"
};

static const unsigned char file31[] = {
#embed "../../Rules/bars/examples/book.http"
};

static const unsigned char file32[] = {
#embed "../../Rules/bars/examples/cancel.http"
};

static const unsigned char file33[] = {
#embed "../../Rules/bars/examples/message-booking-7.json"
};

static const unsigned char file34[] = {
#embed "../../Rules/bars/examples/message-booking-cancelled.json"
};

static const unsigned char file35[] = {
#embed "../../Rules/bars/examples/message-booking.http"
};

static const unsigned char file36[] = {
#embed "../../Rules/bars/examples/message-definition.http"
};

static const unsigned char file37[] = {
#embed "../../Rules/bars/examples/message-referral-cancelled.json"
};

static const unsigned char file38[] = {
#embed "../../Rules/bars/examples/message-referral.http"
};

static const unsigned char file39[] = {
#embed "../../Rules/bars/examples/metadata.http"
};

static const unsigned char file40[] = {
#embed "../../Rules/bars/examples/pointer.http"
};

static const unsigned char file41[] = {
#embed "../../Rules/bars/examples/read.http"
};

static const unsigned char file42[] = {
#embed "../../Rules/bars/examples/reschedule.http"
};

static const unsigned char file43[] = {
#embed "../../Rules/bars/examples/search.http"
};

static const unsigned char file44[] = {
#embed "../../Rules/bars/examples/slots.http"
};

static const unsigned char file45[] = {
#embed "../../Rules/bars/examples/update.http"
};

static const unsigned char file46[] = {
#embed "../../Rules/bars/exchange.json"
};

static const unsigned char file47[] = {
#embed "../../Rules/bars/headers.json"
};

static const unsigned char file48[] = {
#embed "../../Rules/bars/message-definition-exchange.json"
};

static const unsigned char file49[] = {
#embed "../../Rules/bars/message.json"
};

static const unsigned char file50[] = {
#embed "../../Rules/bars/metadata-exchange.json"
};

static const unsigned char file51[] = {
#embed "../../Rules/bars/outcome.json"
};

static const unsigned char file52[] = {
#embed "../../Rules/bars/pack.json"
};

static const unsigned char file53[] = {
#embed "../../Rules/bars/pointer-exchange.json"
};

static const unsigned char file54[] = {
#embed "../../Rules/bars/pointer.json"
};

static const unsigned char file55[] = {
#embed "../../Rules/bars/referral-cancellation/bundle.json"
};

static const unsigned char file56[] = {
#embed "../../Rules/bars/referral-cancellation/message-header.json"
};

static const unsigned char file57[] = {
#embed "../../Rules/bars/referral-cancellation/organization.json"
};

static const unsigned char file58[] = {
#embed "../../Rules/bars/referral-cancellation/patient.json"
};

static const unsigned char file59[] = {
#embed "../../Rules/bars/referral-cancellation/service-request.json"
};

static const unsigned char file60[] = {
#embed "../../Rules/bars/referral/application-4-request.json"
};

static const unsigned char file61[] = {
#embed "../../Rules/bars/referral/application-4-response.json"
};

static const unsigned char file62[] = {
#embed "../../Rules/bars/referral/application-5.json"
};

static const unsigned char file63[] = {
#embed "../../Rules/bars/referral/application-6-messages.json"
};

static const unsigned char file64[] = {
#embed "../../Rules/bars/referral/application-6-response.json"
};

static const unsigned char file65[] = {
#embed "../../Rules/bars/referral/application-6.json"
};

static const unsigned char file66[] = {
#embed "../../Rules/bars/referral/application-8.json"
};

static const unsigned char file67[] = {
#embed "../../Rules/bars/referral/applications-1-2-and-6.json"
};

static const unsigned char file68[] = {
#embed "../../Rules/bars/referral/applications-1-3-4-and-6.json"
};

static const unsigned char file69[] = {
#embed "../../Rules/bars/referral/applications-1-3-to-6-and-8.json"
};

static const unsigned char file70[] = {
#embed "../../Rules/bars/referral/applications-1-and-2.json"
};

static const unsigned char file71[] = {
#embed "../../Rules/bars/referral/applications-1-to-4-6-and-8.json"
};

static const unsigned char file72[] = {
#embed "../../Rules/bars/referral/applications-1-to-4-and-6.json"
};

static const unsigned char file73[] = {
#embed "../../Rules/bars/referral/applications-1-to-4.json"
};

static const unsigned char file74[] = {
#embed "../../Rules/bars/referral/applications-1-to-5.json"
};

static const unsigned char file75[] = {
#embed "../../Rules/bars/referral/applications-1-to-6.json"
};

static const unsigned char file76[] = {
#embed "../../Rules/bars/referral/applications-3-4-and-6.json"
};

static const unsigned char file77[] = {
#embed "../../Rules/bars/referral/applications-3-and-4.json"
};

static const unsigned char file78[] = {
#embed "../../Rules/bars/referral/applications-3-to-6.json"
};

static const unsigned char file79[] = {
#embed "../../Rules/bars/referral/applications-4-and-6.json"
};

static const unsigned char file80[] = {
#embed "../../Rules/bars/referral/applications-5-6-and-8.json"
};

static const unsigned char file81[] = {
#embed "../../Rules/bars/referral/applications-5-and-8.json"
};

static const unsigned char file82[] = {
#embed "../../Rules/bars/referral/resources.json"
};

static const unsigned char file83[] = {
#embed "../../Rules/bars/request.json"
};

static const unsigned char file84[] = {
#embed "../../Rules/bars/slots-exchange.json"
};

static const unsigned char file85[] = {
#embed "../../Rules/bars/use-case.json"
};

static const unsigned char file86[] = {
#embed "../../Rules/bars/workflow-service-request.json"
};

static const unsigned char file87[] = {
#embed "../../Rules/bars/workflow.json"
};

static const unsigned char file88[] = {
#embed "../../Rules/nhs-booking-draft/appointment.json"
};

static const unsigned char file89[] = {
#embed "../../Rules/nhs-booking-draft/contained.json"
};

static const unsigned char file90[] = {
#embed "../../Rules/nhs-booking-draft/document-reference.json"
};

static const unsigned char file91[] = {
#embed "../../Rules/nhs-booking-draft/examples/book.json"
};

static const unsigned char file92[] = {
#embed "../../Rules/nhs-booking-draft/pack.json"
};

static const unsigned char file93[] = {
#embed "../../Rules/nhs-booking-draft/patient.json"
};

static const unsigned char file94[] = {
#embed "../../Rules/nhs-booking-draft/request.json"
};

static const unsigned char file95[] = {
#embed "../../Rules/nhs-booking/appointment.json"
};

static const unsigned char file96[] = {
#embed "../../Rules/nhs-booking/change-body.json"
};

static const unsigned char file97[] = {
#embed "../../Rules/nhs-booking/change-exchange.json"
};

static const unsigned char file98[] = {
#embed "../../Rules/nhs-booking/change.json"
};

static const unsigned char file99[] = {
#embed "../../Rules/nhs-booking/contained.json"
};

static const unsigned char file100[] = {
#embed "../../Rules/nhs-booking/document-reference.json"
};

static const unsigned char file101[] = {
#embed "../../Rules/nhs-booking/every-request.json"
};

static const unsigned char file102[] = {
#embed "../../Rules/nhs-booking/examples/book.http"
};

static const unsigned char file103[] = {
#embed "../../Rules/nhs-booking/examples/cancel.http"
};

static const unsigned char file104[] = {
#embed "../../Rules/nhs-booking/examples/get.http"
};

static const unsigned char file105[] = {
#embed "../../Rules/nhs-booking/examples/metadata.http"
};

static const unsigned char file106[] = {
#embed "../../Rules/nhs-booking/examples/outcome.json"
};

static const unsigned char file107[] = {
#embed "../../Rules/nhs-booking/examples/search.http"
};

static const unsigned char file108[] = {
#embed "../../Rules/nhs-booking/examples/slots.http"
};

static const unsigned char file109[] = {
#embed "../../Rules/nhs-booking/examples/update.http"
};

static const unsigned char file110[] = {
#embed "../../Rules/nhs-booking/exchange.json"
};

static const unsigned char file111[] = {
#embed "../../Rules/nhs-booking/get-exchange.json"
};

static const unsigned char file112[] = {
#embed "../../Rules/nhs-booking/get.json"
};

static const unsigned char file113[] = {
#embed "../../Rules/nhs-booking/metadata-exchange.json"
};

static const unsigned char file114[] = {
#embed "../../Rules/nhs-booking/metadata.json"
};

static const unsigned char file115[] = {
#embed "../../Rules/nhs-booking/outcome.json"
};

static const unsigned char file116[] = {
#embed "../../Rules/nhs-booking/pack.json"
};

static const unsigned char file117[] = {
#embed "../../Rules/nhs-booking/patient.json"
};

static const unsigned char file118[] = {
#embed "../../Rules/nhs-booking/request.json"
};

static const unsigned char file119[] = {
#embed "../../Rules/nhs-booking/search-exchange.json"
};

static const unsigned char file120[] = {
#embed "../../Rules/nhs-booking/search.json"
};

static const unsigned char file121[] = {
#embed "../../Rules/nhs-booking/slot.json"
};

static const unsigned char file122[] = {
#embed "../../Rules/nhs-booking/slots-exchange.json"
};

static const unsigned char file123[] = {
#embed "../../Rules/nhs-booking/slots-schedule.json"
};

static const unsigned char file124[] = {
#embed "../../Rules/nhs-booking/slots.json"
};

static const unsigned char file125[] = {
#embed "../../Rules/nhs-identifiers/agreement.json"
};

static const unsigned char file126[] = {
#embed "../../Rules/nhs-identifiers/nhs-number.json"
};

static const unsigned char file127[] = {
#embed "../../Rules/nhs-identifiers/other-identifiers.json"
};

static const unsigned char file128[] = {
#embed "../../Rules/nhs-identifiers/pack.json"
};

static const unsigned char file129[] = {
#embed "../../Rules/nhs-identifiers/verification-status.json"
};

static const unsigned char file130[] = {
#embed "../../Rules/nhs-registry/appointment-excluded.json"
};

static const unsigned char file131[] = {
#embed "../../Rules/nhs-registry/appointment.json"
};

static const unsigned char file132[] = {
#embed "../../Rules/nhs-registry/examples/book.http"
};

static const unsigned char file133[] = {
#embed "../../Rules/nhs-registry/examples/update.http"
};

static const unsigned char file134[] = {
#embed "../../Rules/nhs-registry/exchange.json"
};

static const unsigned char file135[] = {
#embed "../../Rules/nhs-registry/pack.json"
};

static const unsigned char file136[] = {
#embed "../../Rules/nhs-registry/request.json"
};

static const unsigned char file137[] = {
#embed "../../Rules/nhs-registry/update-exchange.json"
};

static const unsigned char file138[] = {
#embed "../../Rules/plausibility/bookings.json"
};

static const unsigned char file139[] = {
#embed "../../Rules/plausibility/pack.json"
};

static const unsigned char file140[] = {
#embed "../../Rules/plausibility/values.json"
};

static const unsigned char file141[] = {
#embed "../../Rules/uec-booking/appointment-exchange.json"
};

static const unsigned char file142[] = {
#embed "../../Rules/uec-booking/appointment.json"
};

static const unsigned char file143[] = {
#embed "../../Rules/uec-booking/contained.json"
};

static const unsigned char file144[] = {
#embed "../../Rules/uec-booking/every-exchange.json"
};

static const unsigned char file145[] = {
#embed "../../Rules/uec-booking/examples/answer.json"
};

static const unsigned char file146[] = {
#embed "../../Rules/uec-booking/metadata.json"
};

static const unsigned char file147[] = {
#embed "../../Rules/uec-booking/outside.json"
};

static const unsigned char file148[] = {
#embed "../../Rules/uec-booking/pack.json"
};

static const unsigned char file149[] = {
#embed "../../Rules/uec-booking/patient.json"
};

static const unsigned char file150[] = {
#embed "../../Rules/uec-booking/slots-exchange.json"
};

static const unsigned char file151[] = {
#embed "../../Rules/uec-booking/slots.json"
};

static const unsigned char file152[] = {
#embed "../../Rules/uec-booking/token-host.json"
};

static const unsigned char file153[] = {
#embed "../../Rules/uec-booking/token.json"
};

static const apptlint_range details[] = {
  {589, 1429}, {1380, 3309}, {3857, 5400}, {6468, 8660}, {9917, 12768}, {13621, 15473}, {17540, 21309}, {659, 1357}, {132, 4203},
  {960, 1964}, {2532, 2909}, {3406, 3973}, {4789, 5755}, {6049, 6251}, {6681, 7004}, {8056, 9749}, {10195, 10605}, {592, 1335},
  {3958, 6880}, {829, 3594}, {4608, 6162}, {6839, 7636}, {9419, 11130}, {11650, 12945}, {13749, 15620}, {16483, 17779},
  {18629, 20531}, {22674, 28102}, {29191, 32322}, {698, 1016}, {1854, 3555}, {5604, 8698}, {9873, 12335}, {13954, 17041},
  {22680, 39031}, {40278, 42954}, {45917, 49230}, {50162, 51630}, {1410, 2781}, {4226, 10510}, {237, 7453}, {8235, 8328},
  {8586, 8692}, {9341, 9549}, {9810, 9910}, {10181, 10275}, {10538, 10630}, {10861, 10954}, {11368, 11603}, {12277, 12560},
  {13023, 13123}, {13421, 13542}, {14201, 14795}, {15377, 15649}, {230, 7446}, {7842, 7910}, {8154, 8224}, {8500, 8585},
  {9165, 9353}, {9950, 10025}, {10506, 10783}, {11106, 11384}, {251, 1537}, {2006, 2090}, {2769, 2985}, {4227, 4318},
  {5277, 5527}, {5773, 5859}, {6138, 6241}, {6487, 6573}, {6832, 6930}, {7207, 7309}, {7582, 7683}, {7956, 8057}, {8350, 8466},
  {8755, 8870}, {9364, 9588}, {9834, 9920}, {10187, 10287}, {11009, 11261}, {12079, 12808}, {13646, 14392}, {15436, 15638},
  {248, 587}, {1407, 1633}, {1894, 1989}, {2452, 2540}, {2815, 2924}, {3195, 3303}, {3537, 3619}, {233, 2809}, {3592, 3803},
  {4049, 4134}, {4619, 4697}, {4986, 5085}, {5370, 5468}, {6077, 6369}, {7103, 7429}, {7958, 8297}, {9750, 11595},
  {12137, 12491}, {13045, 13402}, {13623, 13695}, {13954, 14038}, {14301, 14386}, {14657, 14744}, {15011, 15097}, {15368, 15455},
  {15684, 15758}, {16000, 16077}, {16310, 16385}, {16653, 16743}, {17015, 17106}, {17378, 17469}, {17741, 17832}, {18104, 18195},
  {18483, 18578}, {18875, 18972}, {19203, 19278}, {19749, 19967}, {20990, 21461}, {21736, 21835}, {22125, 22247}, {23451, 23767},
  {24123, 24270}, {24638, 24798}, {25070, 25161}, {25456, 25559}, {25850, 25952}, {26207, 26301}, {27692, 28017}, {28288, 28399},
  {28679, 28772}, {29071, 29152}, {29480, 29587}, {29941, 30064}, {30465, 30623}, {31040, 31200}, {31622, 31783}, {32154, 32262},
  {32720, 32922}, {33599, 33835}, {34336, 34585}, {35114, 35380}, {35899, 36163}, {36697, 36964}, {37246, 37333}, {37926, 38179},
  {266, 11851}, {12281, 12470}, {12759, 12863}, {13237, 13404}, {13844, 14097}, {14549, 14805}, {15372, 15746}, {273, 7788},
  {8152, 8258}, {8619, 8758}, {259, 11847}, {12273, 12462}, {12745, 12849}, {13272, 13439}, {13852, 14017}, {14445, 14613},
  {15003, 15087}, {15332, 15418}, {15662, 15761}, {16219, 16316}, {16590, 16713}, {17053, 17213}, {17545, 17703}, {18047, 18208},
  {18472, 18569}, {18845, 18965}, {19300, 19445}, {19792, 19950}, {20259, 20368}, {20778, 20866}, {21123, 21213}, {21469, 21572},
  {22069, 22165}, {22471, 22588}, {22889, 23005}, {23279, 23380}, {23666, 23793}, {24149, 24313}, {24661, 24823}, {25183, 25348},
  {25970, 26447}, {27241, 27706}, {1366, 3300}, {231, 11816}, {12577, 12670}, {12921, 13027}, {13692, 13900}, {14306, 14702},
  {14956, 15056}, {15320, 15414}, {15670, 15762}, {15986, 16079}, {16619, 17074}, {17734, 18017}, {18466, 18566}, {18857, 18978},
  {19630, 20224}, {20799, 21071}, {224, 11809}, {12191, 12259}, {12496, 12566}, {12811, 12896}, {13469, 13657}, {14233, 14308},
  {14775, 15208}, {15524, 15958}, {257, 763}, {1202, 1292}, {1563, 1814}, {2084, 2189}, {2665, 2763}, {3047, 3166}, {3446, 3564},
  {3815, 3909}, {4177, 4275}, {4778, 5029}, {5329, 5511}, {5965, 6057}, {245, 1782}, {2237, 2321}, {2993, 3209}, {4467, 4882},
  {5277, 5560}, {6421, 6836}, {8075, 8166}, {9104, 9354}, {9593, 9679}, {9951, 10054}, {10293, 10379}, {10631, 10729},
  {10999, 11101}, {11367, 11468}, {11734, 11835}, {12121, 12237}, {12519, 12634}, {13121, 13345}, {13584, 13670}, {13930, 14030},
  {14745, 14997}, {15808, 16534}, {17365, 18108}, {19085, 19287}, {242, 581}, {1380, 1606}, {1860, 1955}, {2404, 2492},
  {2760, 2869}, {3133, 3241}, {3468, 3550}, {227, 2803}, {3565, 3776}, {4015, 4100}, {4570, 4648}, {4930, 5029}, {5307, 5405},
  {6007, 6299}, {7019, 7345}, {7867, 8206}, {9652, 11497}, {13707, 15639}, {15853, 15925}, {16177, 16261}, {16517, 16602},
  {16866, 16953}, {17213, 17299}, {17563, 17650}, {17872, 17946}, {18181, 18258}, {18484, 18559}, {18820, 18910}, {19175, 19266},
  {19531, 19622}, {19887, 19978}, {20243, 20334}, {20615, 20710}, {21000, 21097}, {21370, 21445}, {21958, 22176}, {23234, 23705},
  {23973, 24072}, {24355, 24477}, {25674, 25990}, {26339, 26486}, {26847, 27007}, {27272, 27363}, {27651, 27754}, {28038, 28140},
  {28463, 28557}, {29987, 30312}, {30622, 30733}, {31006, 31099}, {31391, 31472}, {31822, 31929}, {32305, 32428}, {32822, 32980},
  {33390, 33550}, {33965, 34126}, {34490, 34598}, {35049, 35251}, {35851, 36087}, {36511, 36760}, {37205, 37471}, {37908, 38172},
  {38621, 38888}, {39163, 39250}, {39836, 40089}, {254, 884}, {1718, 1956}, {2223, 2326}, {2805, 2903}, {3202, 3323},
  {3645, 3743}, {4102, 4223}, {4465, 4555}, {4856, 4961}, {5810, 6098}, {6412, 6532}, {6864, 6987}, {242, 719}, {1522, 1748},
  {2002, 2097}, {2546, 2634}, {2902, 3011}, {3275, 3383}, {3612, 3694}, {3978, 4075}, {4355, 4451}, {4692, 4777}, {5070, 5173},
  {5462, 5564}, {5845, 5945}, {230, 1121}, {1350, 1425}, {218, 1108}, {1337, 1407}, {1618, 1686}, {1893, 1960}, {2159, 2224},
  {1563, 5734}, {7687, 12955}, {15413, 17589}, {1057, 2029}, {4860, 12225}, {12799, 14012}, {14601, 15814}, {17575, 19953},
  {20499, 22729}, {25649, 27987}, {35185, 41117}, {42254, 43552}, {45545, 48464}, {3363, 9528}, {11471, 14663}, {16899, 17970},
  {2545, 6755}, {23858, 30424}, {31653, 33893}, {34490, 36826}, {1362, 5532}, {7181, 12135}, {14780, 20815}, {21750, 23048},
  {2264, 6983}, {11499, 31248}, {31971, 35528}, {246, 2197}, {2894, 3470}, {4336, 4961}, {6078, 6988}, {8020, 10864},
  {12262, 13441}, {14308, 16467}, {17103, 17829}, {2226, 6175}, {1372, 5417}, {6304, 7460}, {388, 63431}, {65597, 83419},
  {1122, 2473}, {3208, 4252}, {4770, 5344}, {1038, 3329}, {3986, 5509}, {5982, 8505}, {9000, 12294}, {13153, 15408},
  {16743, 18580}, {18952, 20717}, {232, 8276}, {8674, 8742}, {8987, 9057}, {9310, 9395}, {9976, 10164}, {10764, 10839},
  {11322, 11599}, {11923, 12201}, {253, 1835}, {2306, 2390}, {3098, 3314}, {3931, 4109}, {5190, 5605}, {6008, 6291},
  {7168, 7583}, {8862, 8953}, {9915, 10165}, {10412, 10498}, {10778, 10881}, {11128, 11214}, {11474, 11572}, {11850, 11952},
  {12226, 12327}, {12601, 12702}, {12996, 13112}, {13402, 13517}, {14012, 14236}, {14483, 14569}, {14837, 14937}, {15660, 15912},
  {17421, 18350}, {19189, 19935}, {20424, 20755}, {21438, 21640}, {250, 589}, {1412, 1638}, {1900, 1995}, {2460, 2548},
  {2824, 2933}, {3205, 3313}, {3548, 3630}, {235, 2811}, {3597, 3808}, {4055, 4140}, {4627, 4705}, {4995, 5094}, {5380, 5478},
  {6088, 6380}, {7116, 7442}, {7972, 8311}, {9765, 11610}, {12153, 12507}, {13062, 13419}, {13641, 13713}, {13973, 14057},
  {14321, 14406}, {14678, 14765}, {15033, 15119}, {15391, 15478}, {15708, 15782}, {16025, 16102}, {16336, 16411}, {16680, 16770},
  {17043, 17134}, {17407, 17498}, {17771, 17862}, {18135, 18226}, {18515, 18610}, {18908, 19005}, {19237, 19312}, {19784, 20002},
  {21027, 21498}, {21774, 21873}, {22164, 22286}, {23491, 23807}, {24164, 24311}, {24680, 24840}, {25113, 25204}, {25500, 25603},
  {25895, 25997}, {26253, 26347}, {27739, 28064}, {28336, 28447}, {28728, 28821}, {29121, 29202}, {29531, 29638}, {29993, 30116},
  {30518, 30676}, {31094, 31254}, {31677, 31838}, {32210, 32318}, {32777, 32979}, {33658, 33894}, {34396, 34645}, {35175, 35441},
  {35961, 36225}, {36760, 37027}, {37310, 37397}, {37991, 38244}, {256, 1631}, {2440, 2672}, {2941, 3040}, {3506, 3595},
  {4100, 4333}, {4707, 4901}, {5199, 5393}, {5651, 5741}, {6018, 6127}, {6904, 7184}, {8069, 8918}, {9821, 10645},
  {10899, 10988}, {11489, 11716}, {11978, 12069}, {12554, 12789}, {13080, 13178}, {13476, 13591}, {13881, 13994}, {14263, 14355},
  {14667, 14778}, {1023, 3707}, {1189, 5857}, {11056, 26579}, {26950, 27503}, {28210, 29661}, {30424, 32015}, {1174, 2439},
  {2711, 4438}, {1008, 4790}, {572, 1016}, {5607, 14557}, {1231, 2949}, {4145, 5226}, {6245, 8255}, {11231, 14583},
  {16048, 17412}, {18339, 19585}, {20818, 22350}, {23583, 25245}, {27912, 33349}, {33970, 34917}, {35517, 36222}, {2393, 7642},
  {9426, 13056}, {19052, 32527}, {32817, 33244}, {34011, 34547}, {36270, 40537}, {40851, 41209}, {1601, 3850}, {4738, 5340},
  {896, 1958}, {2439, 3195}, {1569, 2788}, {2893, 7426}, {10856, 14498}, {15107, 16089}, {17931, 20453}, {23459, 25898},
  {26626, 28452}, {29187, 30429}, {911, 1998}, {2836, 3830}, {810, 1567}, {2071, 2830}, {1929, 4974}, {1720, 6653},
  {3949, 17548}, {18043, 19025}, {19596, 20735}, {1088, 2327}, {3527, 4329}, {5369, 8745}, {9541, 11103}, {12059, 13876},
  {14357, 14836}, {801, 1708}, {754, 2293}, {690, 1384}, {1251, 2204}, {3394, 4099}, {4450, 4811}, {898, 2324}, {2610, 3037},
  {4149, 5834}, {6707, 8189}, {8658, 9121}, {9451, 9913}, {10383, 10980}, {2035, 5053}, {5828, 6263}, {7134, 8333}, {8808, 9267},
  {10525, 12486}, {13873, 16691}, {17812, 19393}, {21393, 25042}, {25453, 25861}, {26455, 26927}, {28350, 29683}, {31486, 35159},
  {39712, 41168}, {42615, 45826}, {48689, 51165}, {52414, 54977}, {55366, 55768}, {56570, 57426}, {58254, 59077}, {61110, 63919},
  {64775, 65447}, {65763, 66168}, {94249, 125913}, {131497, 134950}, {142200, 150665}, {152035, 155443}, {161009, 183265},
  {185347, 191246}, {191531, 191947}, {726, 1545}, {2153, 2581}, {1024, 4793}, {5406, 9829}, {10905, 14455}, {15137, 17667},
  {18457, 21364}, {23401, 38427}, {39069, 40805}, {1647, 8656}, {2494, 7245}, {8467, 12479}, {20007, 46049}, {2492, 5016},
  {5785, 8266}, {17338, 24394}, {571, 894}, {1252, 1915}, {2265, 2912}, {3622, 5894}, {6184, 6518}, {7438, 9520}, {9876, 10555},
  {11185, 13386}, {1112, 2542}, {3091, 4014}, {4435, 5757}, {6127, 7277}, {634, 990}, {1318, 1897}, {2566, 4245}, {4668, 6796},
  {7088, 7785}, {8772, 11280}, {11745, 12753}, {13080, 14245}, {14557, 15465}, {158, 1373}, {595, 1024}, {1298, 1606},
  {3540, 8840}, {9263, 11777}, {12290, 13655}, {13970, 14687}, {14975, 15819}, {16166, 17164}, {511, 697}, {1239, 2097},
  {1489, 2547}, {2914, 3577}, {3936, 4583}, {4983, 5527}, {5857, 6184}, {6938, 8533}, {9606, 12017}, {12833, 14777}, {959, 1456},
  {1818, 2363}, {2726, 6305}, {7854, 11065}, {11574, 12503}, {14846, 19138}, {21450, 27241}, {27948, 31366}, {34025, 42658},
  {45414, 51130}, {53327, 58468}, {61951, 66422}, {67316, 69248}, {70206, 71849}, {72508, 73252}, {73852, 75067}, {737, 3566},
  {1614, 4815}, {6226, 8394}, {8674, 9120}, {3344, 20843}, {4925, 8514}, {9287, 10496}, {11236, 12546}, {13275, 14585},
  {20854, 30776}, {31376, 32371}, {33635, 34718}, {855, 2866}, {3872, 6521}, {6927, 7273}, {8207, 12352}, {12837, 13976},
  {14374, 15231}, {16838, 18566}, {19633, 25015}, {27940, 37073}, {39622, 45022}, {45886, 47776}, {49268, 50927}, {51343, 51887},
  {52597, 54270}, {1079, 1841}, {2962, 5827}, {9686, 21346}, {695, 4758}, {6340, 19741}, {20691, 31415}, {31908, 36702},
  {2220, 7291}, {2203, 7508}, {10655, 15740}, {21483, 36840}, {39272, 40570}, {739, 1549}, {168, 1013}, {3053, 17009},
  {1877, 4263}, {6488, 12037}, {13118, 15526}, {16048, 18476}, {677, 1184}, {2018, 2583}, {3749, 4704}, {2391, 7051},
  {7858, 10926}, {11696, 14945}, {18617, 32256}, {1667, 5575}, {5974, 7540}, {8488, 9774}, {1992, 10733}, {11457, 13406},
  {1046, 3061}, {4552, 10648}, {12490, 16216}, {19182, 30132}, {30561, 31994}, {33243, 39890}, {42761, 44904}, {45505, 48375},
  {48957, 51897}, {53335, 75091}, {76204, 82978}, {85201, 90620}, {93772, 102851}, {705, 2518}, {1274, 5856}, {7194, 9559},
  {11553, 20530}, {21988, 24689}, {25244, 26856}, {27327, 32659}, {34004, 37608}, {38124, 40319}, {40920, 44213}, {45003, 46625},
  {6219, 14803}, {15614, 17089}, {1271, 3183}, {3909, 5926}, {7058, 9362}, {2964, 7117}, {83, 1274}, {5411, 15506}, {577, 763},
  {1068, 1330}, {1550, 1764}, {2058, 2341}, {2593, 2831}, {3055, 3297}, {596, 925}, {1265, 1928}, {2329, 3008}, {4573, 7026},
  {1132, 2822}, {3801, 6450}, {6798, 7144}, {7981, 11839}, {13538, 17268}, {19839, 28664}, {30887, 36173}, {37038, 38928},
  {40421, 42080}, {157, 349}, {1178, 3920}, {733, 1597}, {834, 3383}, {3686, 4256}, {5081, 6214}, {6648, 7217}, {7894, 10263},
  {10577, 11311}, {11756, 14936}, {15400, 16299}, {75, 572}, {569, 1808}, {2074, 2829}, {3088, 3865}, {4150, 4664}, {799, 2144},
  {3645, 6840}, {7348, 8424}, {10005, 16742}, {897, 1657}, {2374, 2901}, {3344, 3836}, {4185, 4561}, {6052, 9375}, {9800, 10441},
  {10772, 11155}, {1740, 2564}, {3396, 5248}, {5681, 6341}, {6854, 7697}, {693, 1562}, {5295, 14938}, {15567, 18147},
  {18586, 20728}, {21341, 23243}, {24529, 28173}, {33003, 40526}, {42518, 45567}, {46744, 48956}, {50217, 52980}, {54866, 57342},
  {992, 1746}, {7809, 18258}, {148, 11998}, {912, 1703}, {2371, 3820}, {4793, 6609}, {7946, 12296}, {12968, 13996},
  {14554, 15882}, {17011, 20029}, {20892, 22209}, {22867, 23786}, {24212, 25155}, {25810, 28426}, {29147, 31011}, {31526, 32515},
  {1631, 7464}, {9526, 13000}, {13999, 15242}, {17326, 20855}, {21793, 33520}, {1411, 2494}, {3155, 4132}, {4747, 6112},
  {6407, 7047}, {7404, 8091}, {883, 2407}, {3881, 14918}, {16242, 21065}, {21403, 22357}, {24070, 27733}, {28976, 34091},
  {35370, 41361}, {44212, 60123}, {61749, 69183},
};

static const apptlint_file files[] = {
  {"bars-assurance/booking-cancellation.json", file0, sizeof file0, 1438, details + 0, 1},
  {"bars-assurance/exchange.json", file1, sizeof file1, 21685, details + 1, 6},
  {"bars-assurance/message.json", file2, sizeof file2, 1366, details + 7, 1},
  {"bars-assurance/pack.json", file3, sizeof file3, 4206, details + 8, 1},
  {"bars-assurance/patient.json", file4, sizeof file4, 10614, details + 9, 8},
  {"bars-assurance/referral.json", file5, sizeof file5, 6889, details + 17, 2},
  {"bars/api-exchange.json", file6, sizeof file6, 32331, details + 19, 10},
  {"bars/appointment-exchange.json", file7, sizeof file7, 51639, details + 29, 9},
  {"bars/appointment.json", file8, sizeof file8, 10519, details + 38, 2},
  {"bars/booking-cancellation/appointment.json", file9, sizeof file9, 15658, details + 40, 14},
  {"bars/booking-cancellation/bundle.json", file10, sizeof file10, 11393, details + 54, 8},
  {"bars/booking-cancellation/message-header.json", file11, sizeof file11, 15647, details + 62, 21},
  {"bars/booking-cancellation/organization.json", file12, sizeof file12, 3628, details + 83, 7},
  {"bars/booking-cancellation/patient.json", file13, sizeof file13, 38188, details + 90, 58},
  {"bars/booking-request/application-1-and-2.json", file14, sizeof file14, 15755, details + 148, 7},
  {"bars/booking-request/application-7-cancelled.json", file15, sizeof file15, 8767, details + 155, 3},
  {"bars/booking-request/application-7.json", file16, sizeof file16, 27715, details + 158, 32},
  {"bars/booking-request/application-unknown.json", file17, sizeof file17, 3670, details + 190, 1},
  {"bars/booking-request/appointment.json", file18, sizeof file18, 21080, details + 191, 15},
  {"bars/booking-request/bundle.json", file19, sizeof file19, 15967, details + 206, 8},
  {"bars/booking-request/healthcare-service.json", file20, sizeof file20, 6066, details + 214, 12},
  {"bars/booking-request/message-header.json", file21, sizeof file21, 19296, details + 226, 24},
  {"bars/booking-request/organization.json", file22, sizeof file22, 3559, details + 250, 7},
  {"bars/booking-request/patient.json", file23, sizeof file23, 40098, details + 257, 57},
  {"bars/booking-request/practitioner-role.json", file24, sizeof file24, 6996, details + 314, 12},
  {"bars/booking-request/practitioner.json", file25, sizeof file25, 5954, details + 326, 13},
  {"bars/booking-request/schedule.json", file26, sizeof file26, 1434, details + 339, 2},
  {"bars/booking-request/slot.json", file27, sizeof file27, 2233, details + 341, 5},
  {"bars/change.json", file28, sizeof file28, 17598, details + 346, 3},
  {"bars/errors.json", file29, sizeof file29, 48919, details + 349, 10},
  {"bars/every-resource.json", file30, sizeof file30, 17979, details + 359, 3},
  {"bars/examples/book.http", file31, sizeof file31, 2387, details + 362, 0},
  {"bars/examples/cancel.http", file32, sizeof file32, 4250, details + 362, 0},
  {"bars/examples/message-booking-7.json", file33, sizeof file33, 13288, details + 362, 0},
  {"bars/examples/message-booking-cancelled.json", file34, sizeof file34, 8350, details + 362, 0},
  {"bars/examples/message-booking.http", file35, sizeof file35, 14383, details + 362, 0},
  {"bars/examples/message-definition.http", file36, sizeof file36, 2632, details + 362, 0},
  {"bars/examples/message-referral-cancelled.json", file37, sizeof file37, 9312, details + 362, 0},
  {"bars/examples/message-referral.http", file38, sizeof file38, 28361, details + 362, 0},
  {"bars/examples/metadata.http", file39, sizeof file39, 2179, details + 362, 0},
  {"bars/examples/pointer.http", file40, sizeof file40, 2049, details + 362, 0},
  {"bars/examples/read.http", file41, sizeof file41, 1770, details + 362, 0},
  {"bars/examples/reschedule.http", file42, sizeof file42, 3844, details + 362, 0},
  {"bars/examples/search.http", file43, sizeof file43, 3541, details + 362, 0},
  {"bars/examples/slots.http", file44, sizeof file44, 2248, details + 362, 0},
  {"bars/examples/update.http", file45, sizeof file45, 4567, details + 362, 0},
  {"bars/exchange.json", file46, sizeof file46, 36835, details + 362, 4},
  {"bars/headers.json", file47, sizeof file47, 23311, details + 366, 4},
  {"bars/message-definition-exchange.json", file48, sizeof file48, 35537, details + 370, 3},
  {"bars/message.json", file49, sizeof file49, 17838, details + 373, 8},
  {"bars/metadata-exchange.json", file50, sizeof file50, 6184, details + 381, 1},
  {"bars/outcome.json", file51, sizeof file51, 7469, details + 382, 2},
  {"bars/pack.json", file52, sizeof file52, 83422, details + 384, 2},
  {"bars/pointer-exchange.json", file53, sizeof file53, 5353, details + 386, 3},
  {"bars/pointer.json", file54, sizeof file54, 20726, details + 389, 7},
  {"bars/referral-cancellation/bundle.json", file55, sizeof file55, 12210, details + 396, 8},
  {"bars/referral-cancellation/message-header.json", file56, sizeof file56, 21649, details + 404, 26},
  {"bars/referral-cancellation/organization.json", file57, sizeof file57, 3639, details + 430, 7},
  {"bars/referral-cancellation/patient.json", file58, sizeof file58, 38253, details + 437, 58},
  {"bars/referral-cancellation/service-request.json", file59, sizeof file59, 14787, details + 495, 21},
  {"bars/referral/application-4-request.json", file60, sizeof file60, 3716, details + 516, 1},
  {"bars/referral/application-4-response.json", file61, sizeof file61, 32024, details + 517, 5},
  {"bars/referral/application-5.json", file62, sizeof file62, 4447, details + 522, 2},
  {"bars/referral/application-6-messages.json", file63, sizeof file63, 4799, details + 524, 1},
  {"bars/referral/application-6-response.json", file64, sizeof file64, 14566, details + 525, 2},
  {"bars/referral/application-6.json", file65, sizeof file65, 36231, details + 527, 11},
  {"bars/referral/application-8.json", file66, sizeof file66, 41218, details + 538, 7},
  {"bars/referral/applications-1-2-and-6.json", file67, sizeof file67, 5349, details + 545, 2},
  {"bars/referral/applications-1-3-4-and-6.json", file68, sizeof file68, 3204, details + 547, 2},
  {"bars/referral/applications-1-3-to-6-and-8.json", file69, sizeof file69, 2797, details + 549, 1},
  {"bars/referral/applications-1-and-2.json", file70, sizeof file70, 30438, details + 550, 7},
  {"bars/referral/applications-1-to-4-6-and-8.json", file71, sizeof file71, 3839, details + 557, 2},
  {"bars/referral/applications-1-to-4-and-6.json", file72, sizeof file72, 2839, details + 559, 2},
  {"bars/referral/applications-1-to-4.json", file73, sizeof file73, 4983, details + 561, 1},
  {"bars/referral/applications-1-to-5.json", file74, sizeof file74, 6662, details + 562, 1},
  {"bars/referral/applications-1-to-6.json", file75, sizeof file75, 20744, details + 563, 3},
  {"bars/referral/applications-3-4-and-6.json", file76, sizeof file76, 14845, details + 566, 6},
  {"bars/referral/applications-3-and-4.json", file77, sizeof file77, 1717, details + 572, 1},
  {"bars/referral/applications-3-to-6.json", file78, sizeof file78, 2302, details + 573, 1},
  {"bars/referral/applications-4-and-6.json", file79, sizeof file79, 1393, details + 574, 1},
  {"bars/referral/applications-5-6-and-8.json", file80, sizeof file80, 4820, details + 575, 3},
  {"bars/referral/applications-5-and-8.json", file81, sizeof file81, 10989, details + 578, 7},
  {"bars/referral/resources.json", file82, sizeof file82, 191956, details + 585, 29},
  {"bars/request.json", file83, sizeof file83, 2590, details + 614, 2},
  {"bars/slots-exchange.json", file84, sizeof file84, 41096, details + 616, 7},
  {"bars/use-case.json", file85, sizeof file85, 8665, details + 623, 1},
  {"bars/workflow-service-request.json", file86, sizeof file86, 46058, details + 624, 3},
  {"bars/workflow.json", file87, sizeof file87, 24403, details + 627, 3},
  {"nhs-booking-draft/appointment.json", file88, sizeof file88, 13395, details + 630, 8},
  {"nhs-booking-draft/contained.json", file89, sizeof file89, 7286, details + 638, 4},
  {"nhs-booking-draft/document-reference.json", file90, sizeof file90, 15474, details + 642, 9},
  {"nhs-booking-draft/examples/book.json", file91, sizeof file91, 2782, details + 651, 0},
  {"nhs-booking-draft/pack.json", file92, sizeof file92, 1376, details + 651, 1},
  {"nhs-booking-draft/patient.json", file93, sizeof file93, 17173, details + 652, 8},
  {"nhs-booking-draft/request.json", file94, sizeof file94, 2106, details + 660, 2},
  {"nhs-booking/appointment.json", file95, sizeof file95, 14786, details + 662, 8},
  {"nhs-booking/change-body.json", file96, sizeof file96, 2372, details + 670, 2},
  {"nhs-booking/change-exchange.json", file97, sizeof file97, 75076, details + 672, 14},
  {"nhs-booking/change.json", file98, sizeof file98, 3575, details + 686, 1},
  {"nhs-booking/contained.json", file99, sizeof file99, 9129, details + 687, 3},
  {"nhs-booking/document-reference.json", file100, sizeof file100, 20852, details + 690, 1},
  {"nhs-booking/every-request.json", file101, sizeof file101, 35015, details + 691, 7},
  {"nhs-booking/examples/book.http", file102, sizeof file102, 9540, details + 698, 0},
  {"nhs-booking/examples/cancel.http", file103, sizeof file103, 15346, details + 698, 0},
  {"nhs-booking/examples/get.http", file104, sizeof file104, 5734, details + 698, 0},
  {"nhs-booking/examples/metadata.http", file105, sizeof file105, 4597, details + 698, 0},
  {"nhs-booking/examples/outcome.json", file106, sizeof file106, 441, details + 698, 0},
  {"nhs-booking/examples/search.http", file107, sizeof file107, 3546, details + 698, 0},
  {"nhs-booking/examples/slots.http", file108, sizeof file108, 7008, details + 698, 0},
  {"nhs-booking/examples/update.http", file109, sizeof file109, 15340, details + 698, 0},
  {"nhs-booking/exchange.json", file110, sizeof file110, 54279, details + 698, 14},
  {"nhs-booking/get-exchange.json", file111, sizeof file111, 21355, details + 712, 3},
  {"nhs-booking/get.json", file112, sizeof file112, 36711, details + 715, 4},
  {"nhs-booking/metadata-exchange.json", file113, sizeof file113, 7300, details + 719, 1},
  {"nhs-booking/metadata.json", file114, sizeof file114, 40579, details + 720, 4},
  {"nhs-booking/outcome.json", file115, sizeof file115, 1558, details + 724, 1},
  {"nhs-booking/pack.json", file116, sizeof file116, 17012, details + 725, 2},
  {"nhs-booking/patient.json", file117, sizeof file117, 18485, details + 727, 4},
  {"nhs-booking/request.json", file118, sizeof file118, 4713, details + 731, 3},
  {"nhs-booking/search-exchange.json", file119, sizeof file119, 32265, details + 734, 4},
  {"nhs-booking/search.json", file120, sizeof file120, 9783, details + 738, 3},
  {"nhs-booking/slot.json", file121, sizeof file121, 13415, details + 741, 2},
  {"nhs-booking/slots-exchange.json", file122, sizeof file122, 102860, details + 743, 13},
  {"nhs-booking/slots-schedule.json", file123, sizeof file123, 2527, details + 756, 1},
  {"nhs-booking/slots.json", file124, sizeof file124, 46634, details + 757, 10},
  {"nhs-identifiers/agreement.json", file125, sizeof file125, 17098, details + 767, 2},
  {"nhs-identifiers/nhs-number.json", file126, sizeof file126, 9371, details + 769, 3},
  {"nhs-identifiers/other-identifiers.json", file127, sizeof file127, 7126, details + 772, 1},
  {"nhs-identifiers/pack.json", file128, sizeof file128, 1277, details + 773, 1},
  {"nhs-identifiers/verification-status.json", file129, sizeof file129, 15515, details + 774, 1},
  {"nhs-registry/appointment-excluded.json", file130, sizeof file130, 3306, details + 775, 6},
  {"nhs-registry/appointment.json", file131, sizeof file131, 7035, details + 781, 4},
  {"nhs-registry/examples/book.http", file132, sizeof file132, 1627, details + 785, 0},
  {"nhs-registry/examples/update.http", file133, sizeof file133, 1581, details + 785, 0},
  {"nhs-registry/exchange.json", file134, sizeof file134, 42089, details + 785, 9},
  {"nhs-registry/pack.json", file135, sizeof file135, 3923, details + 794, 2},
  {"nhs-registry/request.json", file136, sizeof file136, 1606, details + 796, 1},
  {"nhs-registry/update-exchange.json", file137, sizeof file137, 561, details + 797, 0},
  {"plausibility/bookings.json", file138, sizeof file138, 16308, details + 797, 8},
  {"plausibility/pack.json", file139, sizeof file139, 575, details + 805, 1},
  {"plausibility/values.json", file140, sizeof file140, 4673, details + 806, 4},
  {"uec-booking/appointment-exchange.json", file141, sizeof file141, 16751, details + 810, 4},
  {"uec-booking/appointment.json", file142, sizeof file142, 11164, details + 814, 7},
  {"uec-booking/contained.json", file143, sizeof file143, 8030, details + 821, 4},
  {"uec-booking/every-exchange.json", file144, sizeof file144, 57686, details + 825, 11},
  {"uec-booking/examples/answer.json", file145, sizeof file145, 3774, details + 836, 0},
  {"uec-booking/metadata.json", file146, sizeof file146, 18267, details + 836, 2},
  {"uec-booking/outside.json", file147, sizeof file147, 1201, details + 838, 0},
  {"uec-booking/pack.json", file148, sizeof file148, 12001, details + 838, 1},
  {"uec-booking/patient.json", file149, sizeof file149, 32524, details + 839, 13},
  {"uec-booking/slots-exchange.json", file150, sizeof file150, 34211, details + 852, 5},
  {"uec-booking/slots.json", file151, sizeof file151, 8440, details + 857, 5},
  {"uec-booking/token-host.json", file152, sizeof file152, 562, details + 862, 0},
  {"uec-booking/token.json", file153, sizeof file153, 69192, details + 862, 9},
};

const apptlint_file *apptlint_rules(void) { return files; }

size_t apptlint_rules_count(void) { return sizeof files / sizeof files[0]; }

static const char named[] =
  "#\n"
  "#.*$\n"
  "#.*|urn:.*|([^:]*/|[A-Za-z]+://[^/]+/(.*/)?)?[A-Z][A-Za-z]+/[A-Za-z0-9.-]+(/_history/.+)?\n"
  "$1:00\n"
  "$process-message\n"
  "$validate\n"
  "%2B\n"
  "%7C\n"
  "%resource.request.resource.ofType(Appointment).empty()\n"
  "%resource.request.token.exists()\n"
  "%resource.stored.exists()\n"
  "'200'\n"
  "'400'\n"
  "'403'\n"
  "'409'\n"
  "'422'\n"
  "'Schedule/[id]'\n"
  "'Slot/[id]'\n"
  "'application/hl7-v3+xml'\n"
  "'en-GB'\n"
  "'no-store'\n"
  "((SEND|PROXY|REC)_)?(SERVICE_)?UNAVAILABLE\n"
  "((SEND|PROXY|REC)_)?(UNPROCESSABLE_ENTITY|NOT_SUPPORTED)\n"
  "((SEND|PROXY|REC)_)?BAD_REQUEST\n"
  "((SEND|PROXY|REC)_)?CONFLICT\n"
  "((SEND|PROXY|REC)_)?FORBIDDEN\n"
  "((SEND|PROXY|REC)_)?METHOD_NOT_ALLOWED\n"
  "((SEND|PROXY|REC)_)?NOT_ACCEPTABLE\n"
  "((SEND|PROXY|REC)_)?NOT_FOUND\n"
  "((SEND|PROXY|REC)_)?NOT_IMPLEMENTED\n"
  "((SEND|PROXY|REC)_)?SERVER_ERROR\n"
  "((SEND|PROXY|REC)_)?TIMEOUT\n"
  "((SEND|PROXY|REC)_)?TOO_MANY_REQUESTS\n"
  "((SEND|PROXY|REC)_)?UNAUTHORIZED\n"
  "(/_history/[A-Za-z0-9.-]+)?$\n"
  "(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9A-Za-z.\\-]+)?([+][0-9A-Za-z.\\-]+)?\n"
  "(Service|Source)[0-9]+\n"
  "(T[0-9]{2}:[0-9]{2})\n"
  "([!#$&-;=?-\\[\\]_a-z~]|%[0-9A-Fa-f]{2})*\n"
  "([a-z]+://)?([^:?]|:[^/?]|:/[^/?])*:?([?].*)?|([a-z]+://[^/?:]+(:[0-9]+)?)?(/[^/?]+)*/https?://[^?]*([?].*)?\n"
  "(^|/)(Device|Location|Organization|Patient|Practitioner|PractitionerRole|Schedule|Slot)/[^/|]+$\n"
  "(^|/)(HealthcareService|Location)/\n"
  "(^|/)Appointment/\n"
  "(^|/)HealthcareService/\n"
  "(^|/)Location/\n"
  "(^|/)Practitioner/\n"
  "(^|/)PractitionerRole/\n"
  "(free|busy)(,(free|busy))*\n"
  "(free|busy|busy-unavailable|busy-tentative|entered-in-error)(,(free|busy|busy-unavailable|busy-tentative|entered-in-error))*\n"
  "(https?://.+/)?Schedule/[A-Za-z0-9.-]{1,64}|urn:(uuid|oid):.+\n"
  "+\n"
  ",\n"
  "-?[0-9]+([.][0-9]+)?\n"
  "-request-cancelled\n"
  ".*(Z|[+\\-]00:00)|[^T]*\n"
  ".+@.+\n"
  "/\n"
  "/%24process-message([?#]|$)\n"
  "/(Slot|Appointment|metadata)/*$\n"
  "/+$\n"
  "/Appointment/\n"
  "/ValueSet/\n"
  "/_history/\n"
  "/_history/[A-Za-z0-9.-]+$\n"
  "/_search([?#]|$)\n"
  "/booking-and-referral/\n"
  "/booking-and-referral/FHIR/R4/\n"
  "/booking-and-referral/FHIR/R4/+(metadata|([$]|%24)(process-message|template)|Appointment|ServiceRequest|Slot|MessageDefinition|DocumentReference|Endpoint|HealthcareService|Organization)?([/?#]|$)\n"
  "/http\n"
  "01\n"
  "02\n"
  "03\n"
  "04\n"
  "05\n"
  "06\n"
  "07\n"
  "08\n"
  "1\n"
  "1.0.0\n"
  "1.0.0-alpha.3\n"
  "1.0.0-alpha.4\n"
  "1.0.0-beta.4\n"
  "1.0.0-beta.8\n"
  "1.0.1\n"
  "1.0.2\n"
  "1.0.3\n"
  "1.0.4\n"
  "1.0.5\n"
  "1.0.6\n"
  "1.0.7\n"
  "1.0.8\n"
  "1.1.0\n"
  "1.1.1\n"
  "1.1.2\n"
  "1.1.3\n"
  "1.1.4\n"
  "1.2.0\n"
  "1.2.1\n"
  "1.2.2\n"
  "1.2.3\n"
  "1[.][0-9]+[.][0-9]+([\\-+].+)?\n"
  "2\n"
  "2.0.0\n"
  "2.1.0\n"
  "200\n"
  "201\n"
  "3[.]0([.][0-9]+)?\n"
  "4\n"
  "400\n"
  "401\n"
  "403\n"
  "404\n"
  "405\n"
  "406\n"
  "408\n"
  "409\n"
  "410\n"
  "412\n"
  "422\n"
  "425\n"
  "428\n"
  "429\n"
  "5\n"
  "500\n"
  "501\n"
  "503\n"
  "749001000000101\n"
  "9990000000\n"
  "9999999998\n"
  ":\n"
  ":(search|read):\n"
  "://\n"
  ":create:\n"
  ":update:\n"
  ";\n"
  "=[^&]*\n"
  "@\n"
  "A1\n"
  "A1T\n"
  "A2\n"
  "A2T\n"
  "A3\n"
  "A3T\n"
  "A4\n"
  "A4T\n"
  "A5\n"
  "A5T\n"
  "A6\n"
  "A6T\n"
  "A6T2\n"
  "A6T3\n"
  "A7\n"
  "A7T\n"
  "A8\n"
  "A8T\n"
  "Accept\n"
  "AdditionalSources\n"
  "AllergyIntolerance\n"
  "AllergyIntolerance.asserter\n"
  "AllergyIntolerance.asserter.reference\n"
  "AllergyIntolerance.category\n"
  "AllergyIntolerance.clinicalStatus\n"
  "AllergyIntolerance.clinicalStatus.coding\n"
  "AllergyIntolerance.clinicalStatus.coding.code\n"
  "AllergyIntolerance.clinicalStatus.coding.display\n"
  "AllergyIntolerance.clinicalStatus.coding.system\n"
  "AllergyIntolerance.code.coding\n"
  "AllergyIntolerance.code.coding.code\n"
  "AllergyIntolerance.code.coding.display\n"
  "AllergyIntolerance.code.coding.system\n"
  "AllergyIntolerance.encounter\n"
  "AllergyIntolerance.encounter.reference\n"
  "AllergyIntolerance.patient\n"
  "AllergyIntolerance.patient.reference\n"
  "AllergyIntolerance.reaction\n"
  "AllergyIntolerance.reaction.manifestation.coding\n"
  "AllergyIntolerance.reaction.manifestation.coding.code\n"
  "AllergyIntolerance.reaction.manifestation.coding.display\n"
  "AllergyIntolerance.reaction.manifestation.coding.system\n"
  "AllergyIntolerance.reaction.severity\n"
  "AllergyIntolerance.recordedDate\n"
  "AllergyIntolerance.recorder\n"
  "AllergyIntolerance.recorder.reference\n"
  "AllergyIntolerance.type\n"
  "AllergyIntolerance.verificationStatus\n"
  "AllergyIntolerance.verificationStatus.coding\n"
  "AllergyIntolerance.verificationStatus.coding.code\n"
  "AllergyIntolerance.verificationStatus.coding.display\n"
  "AllergyIntolerance.verificationStatus.coding.system\n"
  "Appointment\n"
  "Appointment.basedOn\n"
  "Appointment.cancelationReason\n"
  "Appointment.cancelationReason.text\n"
  "Appointment.contained\n"
  "Appointment.contained.id\n"
  "Appointment.contained.ofType(DocumentReference)\n"
  "Appointment.contained.ofType(Patient)\n"
  "Appointment.contained.ofType(Slot)\n"
  "Appointment.contained.where(id.exists())\n"
  "Appointment.created\n"
  "Appointment.descendants().where(reference.exists())\n"
  "Appointment.description\n"
  "Appointment.end\n"
  "Appointment.id\n"
  "Appointment.incomingReferral\n"
  "Appointment.language\n"
  "Appointment.meta\n"
  "Appointment.meta.lastUpdated\n"
  "Appointment.meta.profile\n"
  "Appointment.meta.versionId\n"
  "Appointment.participant\n"
  "Appointment.participant.actor\n"
  "Appointment.participant.actor.reference\n"
  "Appointment.participant.actor.where(reference.exists().not())\n"
  "Appointment.participant.actor.where(reference.startsWith('#')).display\n"
  "Appointment.participant.status\n"
  "Appointment.serviceCategory\n"
  "Appointment.serviceCategory.coding\n"
  "Appointment.serviceCategory.coding.code\n"
  "Appointment.serviceCategory.coding.display\n"
  "Appointment.serviceCategory.coding.system\n"
  "Appointment.slot\n"
  "Appointment.slot.reference\n"
  "Appointment.slot.resolve().end\n"
  "Appointment.slot.resolve().start\n"
  "Appointment.start\n"
  "Appointment.status\n"
  "Appointment.supportingInformation\n"
  "Appointment.supportingInformation.reference\n"
  "Appointment.where(contained.exists().not()).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1')).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARS'))\n"
  "Appointment.where(serviceCategory.coding.exists())\n"
  "Appointment.where(serviceCategory.coding.exists()).serviceCategory.coding.system\n"
  "Appointments\n"
  "Authorization\n"
  "BAD_REQUEST\n"
  "Bearer\n"
  "Bundle\n"
  "Bundle.descendants().actor.where(reference.exists().not())\n"
  "Bundle.descendants().actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().coding.display\n"
  "Bundle.descendants().eventCoding.display\n"
  "Bundle.descendants().patient.where(reference.exists().not())\n"
  "Bundle.descendants().patient.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().sourcePatientInfo.where(reference.exists().not())\n"
  "Bundle.descendants().sourcePatientInfo.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().subject.where(reference.exists().not())\n"
  "Bundle.descendants().subject.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().where(reference.startsWith('urn:uuid:'))\n"
  "Bundle.entry\n"
  "Bundle.entry.first().resource\n"
  "Bundle.entry.fullUrl\n"
  "Bundle.entry.resource\n"
  "Bundle.entry.resource.meta.lastUpdated\n"
  "Bundle.entry.resource.meta.profile\n"
  "Bundle.entry.resource.ofType(Condition)\n"
  "Bundle.entry.resource.ofType(Device)\n"
  "Bundle.entry.resource.ofType(Encounter)\n"
  "Bundle.entry.resource.ofType(Encounter).episodeOfCare.reference\n"
  "Bundle.entry.resource.ofType(Encounter).location.location.reference\n"
  "Bundle.entry.resource.ofType(Encounter).statusHistory.status\n"
  "Bundle.entry.resource.ofType(HealthcareService).id\n"
  "Bundle.entry.resource.ofType(Location).id\n"
  "Bundle.entry.resource.ofType(MessageHeader)\n"
  "Bundle.entry.resource.ofType(MessageHeader).first()\n"
  "Bundle.entry.resource.ofType(OperationOutcome)\n"
  "Bundle.entry.resource.ofType(Organization)\n"
  "Bundle.entry.resource.ofType(Organization).id\n"
  "Bundle.entry.resource.ofType(Practitioner).id\n"
  "Bundle.entry.resource.ofType(PractitionerRole).id\n"
  "Bundle.entry.resource.ofType(Schedule)\n"
  "Bundle.entry.resource.ofType(Schedule).id\n"
  "Bundle.entry.resource.ofType(ServiceRequest)\n"
  "Bundle.entry.resource.ofType(Slot)\n"
  "Bundle.entry.resource.ofType(Slot).id\n"
  "Bundle.entry.resource.ofType(Slot).schedule\n"
  "Bundle.entry.resource.ofType(Task)\n"
  "Bundle.id\n"
  "Bundle.link.relation\n"
  "Bundle.meta\n"
  "Bundle.meta.lastUpdated\n"
  "Bundle.meta.profile\n"
  "Bundle.meta.versionId\n"
  "Bundle.timestamp\n"
  "Bundle.total\n"
  "Bundle.type\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A1T')).entry.resource.ofType(CarePlan)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A1T')).entry.resource.ofType(CarePlan).supportingInfo\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A1T')).entry.resource.ofType(CarePlan).supportingInfo.display\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A1T')).entry.resource.ofType(CarePlan).supportingInfo.reference\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A1T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A2T'))\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A2T')).entry.resource.ofType(Consent)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A2T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A3T'))\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A3T')).entry.resource.ofType(Location)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A3T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A4T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A5T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A6T')).entry.resource.ofType(MessageHeader)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A6T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('A8T')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a1t')).entry.resource.ofType(CarePlan)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a1t')).entry.resource.ofType(CarePlan).supportingInfo\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a1t')).entry.resource.ofType(CarePlan).supportingInfo.display\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a1t')).entry.resource.ofType(CarePlan).supportingInfo.reference\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a1t')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a2t'))\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a2t')).entry.resource.ofType(Consent)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a2t')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a3t'))\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a3t')).entry.resource.ofType(Location)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a3t')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a4t')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a5t')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a6t')).entry.resource.ofType(MessageHeader)\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a6t')).meta.versionId\n"
  "Bundle.where(entry.resource.category.coding.code.startsWith('a8t')).meta.versionId\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-response-short')).entry.resource.ofType(ServiceRequest)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-validation')).entry.resource.ofType(ServiceRequest)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-referral-short')).entry.resource.ofType(ServiceRequest)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation')).entry.resource.ofType(ServiceRequest)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full'))\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).basedOn\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).basedOn.reference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).encounter.reference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).locationReference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).locationReference.reference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).performer\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).performer.reference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).entry.resource.ofType(ServiceRequest).requester.reference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim'))\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim')).entry.resource.ofType(Organization)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim')).entry.resource.ofType(ServiceRequest)\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim')).entry.resource.ofType(ServiceRequest).encounter.reference\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim')).entry.resource.ofType(ServiceRequest).performer\n"
  "Bundle.where(entry.resource.definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim')).entry.resource.ofType(ServiceRequest).requester.reference\n"
  "Bundle.where(entry.resource.serviceCategory.coding.code.startsWith('A1T')).meta.versionId\n"
  "Bundle.where(entry.resource.serviceCategory.coding.code.startsWith('A2T')).meta.versionId\n"
  "Bundle.where(entry.resource.serviceCategory.coding.code.startsWith('A7T')).meta.versionId\n"
  "Bundle.where(entry.resource.serviceCategory.coding.code.startsWith('a1t')).meta.versionId\n"
  "Bundle.where(entry.resource.serviceCategory.coding.code.startsWith('a2t')).meta.versionId\n"
  "Bundle.where(entry.resource.serviceCategory.coding.code.startsWith('a7t')).meta.versionId\n"
  "Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARS'))\n"
  "Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage'))\n"
  "Cache-Control\n"
  "CapabilityStatement\n"
  "CapabilityStatement.acceptUnknown\n"
  "CapabilityStatement.contact.name\n"
  "CapabilityStatement.fhirVersion\n"
  "CapabilityStatement.implementation.description\n"
  "CapabilityStatement.kind\n"
  "CapabilityStatement.name\n"
  "CapabilityStatement.publisher\n"
  "CapabilityStatement.rest\n"
  "CapabilityStatement.rest.mode\n"
  "CapabilityStatement.software.name\n"
  "CapabilityStatement.software.releaseDate\n"
  "CapabilityStatement.software.version\n"
  "CapabilityStatement.title\n"
  "CarePlan\n"
  "CarePlan.activity\n"
  "CarePlan.activity.detail\n"
  "CarePlan.activity.detail.performer\n"
  "CarePlan.activity.detail.performer.reference\n"
  "CarePlan.activity.detail.status\n"
  "CarePlan.activity.outcomeCodeableConcept\n"
  "CarePlan.activity.outcomeCodeableConcept.coding.code\n"
  "CarePlan.activity.outcomeCodeableConcept.coding.display\n"
  "CarePlan.activity.outcomeCodeableConcept.coding.system\n"
  "CarePlan.activity.outcomeCodeableConcept.text\n"
  "CarePlan.activity.reference\n"
  "CarePlan.activity.reference.reference\n"
  "CarePlan.addresses.reference\n"
  "CarePlan.encounter\n"
  "CarePlan.encounter.reference\n"
  "CarePlan.intent\n"
  "CarePlan.period.start\n"
  "CarePlan.status\n"
  "CarePlan.subject\n"
  "CarePlan.subject.reference\n"
  "Change.earlier.resource\n"
  "Change.earlier.resource.slot.reference\n"
  "Change.later.resource.ofType(Appointment)\n"
  "Change.later.resource.ofType(Appointment).slot.reference\n"
  "Communication\n"
  "Communication.encounter.reference\n"
  "Communication.payload\n"
  "Communication.payload.contentString\n"
  "Communication.sent\n"
  "Communication.status\n"
  "Communication.topic\n"
  "Communication.topic.text\n"
  "Condition\n"
  "Condition.category\n"
  "Condition.category.coding.code\n"
  "Condition.category.coding.display\n"
  "Condition.category.coding.system\n"
  "Condition.clinicalStatus\n"
  "Condition.clinicalStatus.coding.code\n"
  "Condition.code\n"
  "Condition.code.text\n"
  "Condition.encounter.reference\n"
  "Condition.note\n"
  "Condition.subject.reference\n"
  "Condition.verificationStatus\n"
  "Consent\n"
  "Consent.category.coding.system\n"
  "Consent.dateTime\n"
  "Consent.patient\n"
  "Consent.patient.reference\n"
  "Consent.policyRule.coding.system\n"
  "Consent.scope.coding.system\n"
  "Consent.status\n"
  "Content-Location\n"
  "Content-Type\n"
  "DELETE\n"
  "DRC\n"
  "Device\n"
  "Device.deviceName\n"
  "Device.deviceName.name\n"
  "Device.deviceName.type\n"
  "Device.owner.reference\n"
  "Device.status\n"
  "DocumentReference\n"
  "DocumentReference.content\n"
  "DocumentReference.content.attachment\n"
  "DocumentReference.content.attachment.contentType\n"
  "DocumentReference.content.attachment.language\n"
  "DocumentReference.context.period.end\n"
  "DocumentReference.context.period.start\n"
  "DocumentReference.id\n"
  "DocumentReference.identifier\n"
  "DocumentReference.identifier.system\n"
  "DocumentReference.indexed\n"
  "DocumentReference.status\n"
  "DocumentReference.type\n"
  "DocumentReference.type.coding.system\n"
  "EMER\n"
  "ETag\n"
  "Encounter\n"
  "Encounter.class.code\n"
  "Encounter.class.display\n"
  "Encounter.class.system\n"
  "Encounter.episodeOfCare\n"
  "Encounter.episodeOfCare.reference\n"
  "Encounter.identifier\n"
  "Encounter.location.location\n"
  "Encounter.location.location.resolve().ofType(Location)\n"
  "Encounter.location.status\n"
  "Encounter.period.start\n"
  "Encounter.status\n"
  "Encounter.statusHistory\n"
  "Encounter.statusHistory.period.start\n"
  "Encounter.subject\n"
  "Encounter.subject.reference\n"
  "Europe/London\n"
  "Exchange\n"
  "Exchange.earlier\n"
  "Exchange.earlier.header('Accept')\n"
  "Exchange.earlier.header('Content-Type')\n"
  "Exchange.earlier.header('NHSD-End-User-Organisation')\n"
  "Exchange.earlier.header('NHSD-Requesting-Practitioner')\n"
  "Exchange.earlier.header('NHSD-Requesting-Software')\n"
  "Exchange.earlier.header('NHSD-Target-Identifier')\n"
  "Exchange.earlier.header('X-Correlation-Id')\n"
  "Exchange.earlier.header('X-Request-Id')\n"
  "Exchange.earlier.header('use-context')\n"
  "Exchange.request\n"
  "Exchange.request.header('Accept')\n"
  "Exchange.request.header('Authorization')\n"
  "Exchange.request.header('NHSD-End-User-Organisation')\n"
  "Exchange.request.header('NHSD-Requesting-Practitioner')\n"
  "Exchange.request.header('NHSD-Requesting-Software')\n"
  "Exchange.request.header('NHSD-Target-Identifier')\n"
  "Exchange.request.header('Ssp-From')\n"
  "Exchange.request.header('Ssp-To')\n"
  "Exchange.request.header('Ssp-TraceID')\n"
  "Exchange.request.header('X-Correlation-Id')\n"
  "Exchange.request.header('X-Request-Id')\n"
  "Exchange.request.header('use-context')\n"
  "Exchange.request.id\n"
  "Exchange.request.method\n"
  "Exchange.request.parameter.name\n"
  "Exchange.request.parameter.where(value.startsWith('https://fhir.nhs.uk/Id/nhs-number|')).value\n"
  "Exchange.request.parameter.written\n"
  "Exchange.request.resource.descendants().ofType(Patient)\n"
  "Exchange.request.resource.entry.resource.ofType(Appointment).status\n"
  "Exchange.request.resource.entry.resource.ofType(MessageHeader).eventCoding.code\n"
  "Exchange.request.resource.entry.resource.ofType(MessageHeader).reason.coding.code\n"
  "Exchange.request.resource.meta.versionId\n"
  "Exchange.request.resource.ofType(Appointment)\n"
  "Exchange.request.resource.ofType(Appointment).contained.ofType(DocumentReference).indexed\n"
  "Exchange.request.resource.ofType(Appointment).status\n"
  "Exchange.request.resource.ofType(Bundle).id\n"
  "Exchange.request.resource.status\n"
  "Exchange.request.token.claim.aud\n"
  "Exchange.request.token.claim.exp\n"
  "Exchange.request.token.claim.iat\n"
  "Exchange.request.token.claim.iss\n"
  "Exchange.request.token.claim.reason_for_request\n"
  "Exchange.request.token.claim.requested_scope\n"
  "Exchange.request.token.claim.requesting_device\n"
  "Exchange.request.token.claim.requesting_device.model\n"
  "Exchange.request.token.claim.requesting_device.resourceType\n"
  "Exchange.request.token.claim.requesting_device.version\n"
  "Exchange.request.token.claim.requesting_organization\n"
  "Exchange.request.token.claim.requesting_organization.name\n"
  "Exchange.request.token.claim.requesting_organization.resourceType\n"
  "Exchange.request.token.claim.requesting_practitioner\n"
  "Exchange.request.token.claim.requesting_practitioner.resourceType\n"
  "Exchange.request.token.claim.sub\n"
  "Exchange.request.token.header.alg\n"
  "Exchange.request.url\n"
  "Exchange.request.version\n"
  "Exchange.request.where(body.exists()).header('Content-Type')\n"
  "Exchange.request.where(header('Ssp-InteractionID').startsWith('urn:nhs:names:services:careconnect:fhir:rest:'))\n"
  "Exchange.request.where(header('Ssp-To').exists()).header('Ssp-TraceID')\n"
  "Exchange.request.where(header('Ssp-TraceID').exists()).header('Ssp-From')\n"
  "Exchange.request.where(header('Ssp-TraceID').exists()).header('Ssp-InteractionID')\n"
  "Exchange.request.where(header('Ssp-TraceID').exists()).header('Ssp-To')\n"
  "Exchange.request.where(resource.exists()).header('Content-Type')\n"
  "Exchange.request.where(url.startsWith('/')).token.claim.aud\n"
  "Exchange.request.where(url.startsWith('/http'))\n"
  "Exchange.request.where(url.startsWith('https://api.service.nhs.uk/booking-and-referral/'))\n"
  "Exchange.request.where(url.startsWith('https://int.api.service.nhs.uk/booking-and-referral/'))\n"
  "Exchange.request.where(url.startsWith('https://sandbox.api.service.nhs.uk/booking-and-referral/'))\n"
  "Exchange.response\n"
  "Exchange.response.header('Cache-Control')\n"
  "Exchange.response.header('Location')\n"
  "Exchange.response.header('X-Correlation-Id')\n"
  "Exchange.response.header('X-Request-Id')\n"
  "Exchange.response.resource.descendants().ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.resource.meta.versionId\n"
  "Exchange.response.resource.ofType(Bundle).entry.resource.ofType(Appointment)\n"
  "Exchange.response.resource.ofType(Bundle).entry.resource.ofType(MessageDefinition)\n"
  "Exchange.response.resource.ofType(Bundle).entry.resource.ofType(ServiceRequest)\n"
  "Exchange.response.resource.ofType(Bundle).entry.resource.ofType(Slot)\n"
  "Exchange.response.resource.ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.resource.ofType(OperationOutcome).issue.first().code\n"
  "Exchange.response.status\n"
  "Exchange.response.where(resource.exists()).header('Content-Type')\n"
  "Exchange.response.where(status.startsWith('2'))\n"
  "Exchange.response.where(status.startsWith('2')).header('Content-Location')\n"
  "Exchange.response.where(status.startsWith('2')).header('ETag')\n"
  "Exchange.response.where(status.startsWith('2')).header('Last-Modified')\n"
  "Exchange.response.where(status.startsWith('2')).header('Location')\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(Appointment)\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(Appointment).end\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(Appointment).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/')).reference\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(Appointment).where(end.exists().not()).start\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(MessageDefinition)\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(ServiceRequest)\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(ServiceRequest).subject.reference\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(Slot).start\n"
  "Exchange.response.where(status.startsWith('2')).resource.entry.resource.ofType(Slot).status\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment)\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).id\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).meta.versionId\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Bundle).type\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(CapabilityStatement)\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(CapabilityStatement).messaging.supportedMessage\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(CapabilityStatement).messaging.supportedMessage.definition\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(CapabilityStatement).messaging.supportedMessage.mode\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(CapabilityStatement).version\n"
  "Exchange.response.where(status.startsWith('2')).status\n"
  "Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue\n"
  "Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.code\n"
  "Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue\n"
  "Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.code\n"
  "Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.where(status.startsWith('5')).status\n"
  "Exchange.reused.header('X-Request-Id')\n"
  "Exchange.started\n"
  "Exchange.stored.resource.meta.versionId\n"
  "Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.exists()).status\n"
  "Exchange.where(request.header('X-Correlation-Id').exists().not()).response.where(status.startsWith('2')).status\n"
  "Exchange.where(request.header('X-Request-Id').exists()).response.header('X-Request-Id')\n"
  "Exchange.where(request.header('X-Request-Id').exists().not()).response.where(status.startsWith('2')).status\n"
  "Exchange.where(request.id.exists()).response.where(status.startsWith('2')).header('Content-Location')\n"
  "Exchange.where(request.resource.created.exists()).response.where(status.startsWith('2')).resource.ofType(Appointment).created\n"
  "Exchange.where(request.token.claim.aud.exists()).response.where(status.startsWith('2')).status\n"
  "Exchange.where(request.token.exists()).request.header('Authorization')\n"
  "Exchange.where(response.status.startsWith('2')).request.header('X-Correlation-Id')\n"
  "Exchange.where(response.status.startsWith('2')).request.header('X-Request-Id')\n"
  "Flag\n"
  "Flag.category.coding.system\n"
  "Flag.code.coding.code\n"
  "Flag.code.coding.display\n"
  "Flag.code.coding.system\n"
  "Flag.encounter\n"
  "Flag.encounter.reference\n"
  "Flag.period\n"
  "Flag.period.start\n"
  "Flag.status\n"
  "Flag.subject.reference\n"
  "GET\n"
  "HEAD\n"
  "HealthcareService\n"
  "HealthcareService.active\n"
  "HealthcareService.id\n"
  "HealthcareService.identifier\n"
  "HealthcareService.identifier.system\n"
  "HealthcareService.identifier.value\n"
  "HealthcareService.location\n"
  "HealthcareService.location.reference\n"
  "HealthcareService.meta\n"
  "HealthcareService.meta.profile\n"
  "HealthcareService.name\n"
  "HealthcareService.providedBy\n"
  "HealthcareService.providedBy.reference\n"
  "HealthcareService/\n"
  "HealthcareService:location\n"
  "HealthcareService:organization\n"
  "ILOC\n"
  "IMPLIED\n"
  "If-Match\n"
  "JSON\n"
  "Last-Modified\n"
  "Location\n"
  "Location.address\n"
  "Location.address.city\n"
  "Location.address.country\n"
  "Location.address.line\n"
  "Location.address.postalCode\n"
  "Location.name\n"
  "Location.position\n"
  "Location.position.latitude\n"
  "Location.position.longitude\n"
  "Location.type\n"
  "Location.type.coding.system\n"
  "MedicationStatement\n"
  "MedicationStatement.category\n"
  "MedicationStatement.category.coding\n"
  "MedicationStatement.dateAsserted\n"
  "MedicationStatement.dosage\n"
  "MedicationStatement.dosage.asNeededCodeableConcept\n"
  "MedicationStatement.dosage.asNeededCodeableConcept.coding\n"
  "MedicationStatement.dosage.asNeededCodeableConcept.coding.code\n"
  "MedicationStatement.dosage.asNeededCodeableConcept.coding.display\n"
  "MedicationStatement.dosage.asNeededCodeableConcept.coding.system\n"
  "MedicationStatement.dosage.doseAndRate\n"
  "MedicationStatement.dosage.doseAndRate.doseQuantity\n"
  "MedicationStatement.dosage.doseAndRate.doseQuantity.code\n"
  "MedicationStatement.dosage.doseAndRate.doseQuantity.system\n"
  "MedicationStatement.dosage.doseAndRate.doseQuantity.unit\n"
  "MedicationStatement.dosage.doseAndRate.doseQuantity.value\n"
  "MedicationStatement.dosage.method\n"
  "MedicationStatement.dosage.method.coding\n"
  "MedicationStatement.dosage.method.coding.code\n"
  "MedicationStatement.dosage.method.coding.display\n"
  "MedicationStatement.dosage.method.coding.system\n"
  "MedicationStatement.dosage.route\n"
  "MedicationStatement.dosage.route.coding\n"
  "MedicationStatement.dosage.route.coding.code\n"
  "MedicationStatement.dosage.route.coding.display\n"
  "MedicationStatement.dosage.route.coding.system\n"
  "MedicationStatement.dosage.site\n"
  "MedicationStatement.dosage.site.coding\n"
  "MedicationStatement.dosage.timing\n"
  "MedicationStatement.dosage.timing.repeat\n"
  "MedicationStatement.dosage.timing.repeat.frequency\n"
  "MedicationStatement.dosage.timing.repeat.period\n"
  "MedicationStatement.dosage.timing.repeat.periodUnit\n"
  "MedicationStatement.effectiveDateTime\n"
  "MedicationStatement.medicationCodeableConcept\n"
  "MedicationStatement.medicationCodeableConcept.coding\n"
  "MedicationStatement.medicationCodeableConcept.coding.code\n"
  "MedicationStatement.medicationCodeableConcept.coding.display\n"
  "MedicationStatement.medicationCodeableConcept.coding.system\n"
  "MedicationStatement.reasonCode\n"
  "MedicationStatement.reasonCode.coding\n"
  "MedicationStatement.reasonCode.coding.code\n"
  "MedicationStatement.reasonCode.coding.display\n"
  "MedicationStatement.reasonCode.coding.system\n"
  "MedicationStatement.status\n"
  "MedicationStatement.subject\n"
  "MedicationStatement.subject.reference\n"
  "MessageDefinition\n"
  "MessageHeader\n"
  "MessageHeader.definition\n"
  "MessageHeader.destination\n"
  "MessageHeader.destination.endpoint\n"
  "MessageHeader.destination.receiver\n"
  "MessageHeader.destination.receiver.reference\n"
  "MessageHeader.eventCoding\n"
  "MessageHeader.eventCoding.code\n"
  "MessageHeader.eventCoding.system\n"
  "MessageHeader.focus\n"
  "MessageHeader.focus.reference\n"
  "MessageHeader.focus.resolve().meta.lastUpdated\n"
  "MessageHeader.focus.resolve().ofType(Encounter)\n"
  "MessageHeader.focus.resolve().ofType(Encounter).status\n"
  "MessageHeader.meta\n"
  "MessageHeader.meta.lastUpdated\n"
  "MessageHeader.meta.profile\n"
  "MessageHeader.reason\n"
  "MessageHeader.reason.coding\n"
  "MessageHeader.reason.coding.display\n"
  "MessageHeader.reason.coding.system\n"
  "MessageHeader.sender\n"
  "MessageHeader.sender.reference\n"
  "MessageHeader.sender.resolve().ofType(Organization)\n"
  "MessageHeader.sender.resolve().ofType(Organization).type\n"
  "MessageHeader.source\n"
  "MessageHeader.source.contact\n"
  "MessageHeader.source.contact.system\n"
  "MessageHeader.source.contact.value\n"
  "MessageHeader.source.endpoint\n"
  "MessageHeader.source.name\n"
  "MessageHeader.source.software\n"
  "MessageHeader.source.version\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled'))\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-validation'))\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation'))\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).eventCoding.code\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).focus.resolve().ofType(Encounter)\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full')).focus.resolve().ofType(Encounter).reasonCode.coding.system\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim')).eventCoding.code\n"
  "Metadata\n"
  "NHSD-End-User-Organisation\n"
  "NHSD-Requesting-Practitioner\n"
  "NHSD-Requesting-Software\n"
  "NHSD-Target-Identifier\n"
  "NOT_FOUND\n"
  "OLOC\n"
  "OPTIONS\n"
  "OTH\n"
  "Observation\n"
  "Observation.category.coding.code\n"
  "Observation.category.coding.system\n"
  "Observation.code\n"
  "Observation.code.coding.code\n"
  "Observation.code.coding.display\n"
  "Observation.code.coding.system\n"
  "Observation.code.text\n"
  "Observation.encounter\n"
  "Observation.encounter.reference\n"
  "Observation.note\n"
  "Observation.performer\n"
  "Observation.performer.reference\n"
  "Observation.status\n"
  "Observation.subject\n"
  "Observation.subject.reference\n"
  "OperationOutcome\n"
  "OperationOutcome.descendants().ofType(Patient)\n"
  "OperationOutcome.issue.details.coding.system\n"
  "OperationOutcome.issue.diagnostics\n"
  "Organization\n"
  "Organization.identifier\n"
  "Organization.identifier.system\n"
  "Organization.identifier.value\n"
  "Organization.meta\n"
  "Organization.meta.profile\n"
  "Organization.name\n"
  "Organization.type\n"
  "Organization.type.coding.code\n"
  "Organization.type.coding.display\n"
  "Organization.type.coding.system\n"
  "PATCH\n"
  "POCD_MT200001GB02\n"
  "POST\n"
  "PROXY_\n"
  "PROXY_BAD_REQUEST\n"
  "PROXY_NOT_FOUND\n"
  "PROXY_SERVER_ERROR\n"
  "PROXY_UNAVAILABLE\n"
  "PUT\n"
  "Patient\n"
  "Patient.address\n"
  "Patient.address.city\n"
  "Patient.address.district\n"
  "Patient.address.line\n"
  "Patient.address.postalCode\n"
  "Patient.address.text\n"
  "Patient.address.type\n"
  "Patient.address.use\n"
  "Patient.birthDate\n"
  "Patient.communication\n"
  "Patient.communication.language\n"
  "Patient.communication.language.coding\n"
  "Patient.communication.language.coding.code\n"
  "Patient.communication.language.coding.display\n"
  "Patient.communication.language.coding.system\n"
  "Patient.communication.preferred\n"
  "Patient.contact\n"
  "Patient.contact.gender\n"
  "Patient.contact.name\n"
  "Patient.contact.name.family\n"
  "Patient.contact.name.given\n"
  "Patient.contact.relationship\n"
  "Patient.contact.relationship.coding\n"
  "Patient.contact.relationship.coding.code\n"
  "Patient.contact.relationship.coding.display\n"
  "Patient.contact.relationship.coding.system\n"
  "Patient.contact.telecom\n"
  "Patient.contact.telecom.rank\n"
  "Patient.contact.telecom.system\n"
  "Patient.contact.telecom.value\n"
  "Patient.gender\n"
  "Patient.generalPractitioner\n"
  "Patient.generalPractitioner.reference\n"
  "Patient.id\n"
  "Patient.identifier\n"
  "Patient.identifier.system\n"
  "Patient.identifier.value\n"
  "Patient.link.other.resolve().ofType(RelatedPerson)\n"
  "Patient.link.other.where(reference.startsWith('RelatedPerson/'))\n"
  "Patient.meta\n"
  "Patient.meta.profile\n"
  "Patient.name\n"
  "Patient.name.family\n"
  "Patient.name.given\n"
  "Patient.name.prefix\n"
  "Patient.name.text\n"
  "Patient.name.use\n"
  "Patient.telecom\n"
  "Patient.telecom.rank\n"
  "Patient.where(address.exists())\n"
  "Patient.where(telecom.exists())\n"
  "Patient.where(telecom.exists()).contact\n"
  "Practitioner\n"
  "Practitioner.identifier\n"
  "Practitioner.identifier.system\n"
  "Practitioner.identifier.value\n"
  "Practitioner.meta\n"
  "Practitioner.meta.profile\n"
  "Practitioner.name\n"
  "Practitioner.name.family\n"
  "Practitioner.name.given\n"
  "Practitioner.telecom\n"
  "Practitioner.telecom.system\n"
  "Practitioner.telecom.use\n"
  "Practitioner.telecom.value\n"
  "Practitioner/\n"
  "PractitionerRole\n"
  "PractitionerRole.code\n"
  "PractitionerRole.code.coding\n"
  "PractitionerRole.code.coding.code\n"
  "PractitionerRole.code.coding.display\n"
  "PractitionerRole.code.coding.system\n"
  "PractitionerRole.identifier.system\n"
  "PractitionerRole.meta\n"
  "PractitionerRole.meta.profile\n"
  "PractitionerRole.organization\n"
  "PractitionerRole.organization.reference\n"
  "PractitionerRole.practitioner\n"
  "PractitionerRole.practitioner.reference\n"
  "PractitionerRole/\n"
  "Procedure\n"
  "Procedure.code\n"
  "Procedure.code.coding.code\n"
  "Procedure.code.coding.display\n"
  "Procedure.code.coding.system\n"
  "Procedure.encounter.reference\n"
  "Procedure.performedPeriod\n"
  "Procedure.performedPeriod.start\n"
  "Procedure.performed[x]\n"
  "Procedure.status\n"
  "Procedure.subject\n"
  "Procedure.subject.reference\n"
  "Questionnaire\n"
  "Questionnaire.date\n"
  "Questionnaire.description\n"
  "Questionnaire.identifier\n"
  "Questionnaire.identifier.value\n"
  "Questionnaire.item\n"
  "Questionnaire.item.answerOption\n"
  "Questionnaire.item.answerOption.valueCoding.code\n"
  "Questionnaire.item.answerOption.valueCoding.display\n"
  "Questionnaire.item.answerOption.valueCoding.system\n"
  "Questionnaire.item.enableWhen\n"
  "Questionnaire.item.enableWhen.answerCoding.code\n"
  "Questionnaire.item.enableWhen.answerCoding.display\n"
  "Questionnaire.item.enableWhen.operator\n"
  "Questionnaire.item.enableWhen.question\n"
  "Questionnaire.item.linkId\n"
  "Questionnaire.item.required\n"
  "Questionnaire.item.text\n"
  "Questionnaire.item.type\n"
  "Questionnaire.name\n"
  "Questionnaire.publisher\n"
  "Questionnaire.status\n"
  "Questionnaire.title\n"
  "Questionnaire.version\n"
  "QuestionnaireResponse\n"
  "QuestionnaireResponse.author\n"
  "QuestionnaireResponse.author.reference\n"
  "QuestionnaireResponse.basedOn.reference\n"
  "QuestionnaireResponse.encounter.reference\n"
  "QuestionnaireResponse.extension.url\n"
  "QuestionnaireResponse.extension.valueCodeableConcept\n"
  "QuestionnaireResponse.extension.valueCodeableConcept.text\n"
  "QuestionnaireResponse.item\n"
  "QuestionnaireResponse.item.answer.valueCoding.code\n"
  "QuestionnaireResponse.item.answer.valueCoding.display\n"
  "QuestionnaireResponse.item.answer.valueCoding.system\n"
  "QuestionnaireResponse.item.item\n"
  "QuestionnaireResponse.item.item.item\n"
  "QuestionnaireResponse.item.item.item.answer.value[x]\n"
  "QuestionnaireResponse.item.item.item.linkId\n"
  "QuestionnaireResponse.item.item.linkId\n"
  "QuestionnaireResponse.item.linkId\n"
  "QuestionnaireResponse.item.text\n"
  "QuestionnaireResponse.source\n"
  "QuestionnaireResponse.source.reference\n"
  "QuestionnaireResponse.status\n"
  "QuestionnaireResponse.subject\n"
  "QuestionnaireResponse.subject.reference\n"
  "REC_\n"
  "REC_BAD_REQUEST\n"
  "REC_CONFLICT\n"
  "REC_FORBIDDEN\n"
  "REC_NOT_ACCEPTABLE\n"
  "REC_NOT_FOUND\n"
  "REC_NOT_IMPLEMENTED\n"
  "REC_SERVER_ERROR\n"
  "REC_SERVICE_UNAVAILABLE\n"
  "REC_TIMEOUT\n"
  "REC_TOO_EARLY\n"
  "REC_TOO_MANY_REQUESTS\n"
  "REC_UNAUTHORIZED\n"
  "REC_UNAVAILABLE\n"
  "REC_UNPROCESSABLE_ENTITY\n"
  "Rejected\n"
  "RejectedServices\n"
  "RejectionReason\n"
  "RelatedPerson\n"
  "RelatedPerson.active\n"
  "RelatedPerson.address\n"
  "RelatedPerson.address.city\n"
  "RelatedPerson.address.district\n"
  "RelatedPerson.address.line\n"
  "RelatedPerson.address.postalCode\n"
  "RelatedPerson.address.text\n"
  "RelatedPerson.address.type\n"
  "RelatedPerson.address.use\n"
  "RelatedPerson.birthDate\n"
  "RelatedPerson.communication\n"
  "RelatedPerson.communication.language\n"
  "RelatedPerson.communication.language.coding\n"
  "RelatedPerson.communication.language.coding.code\n"
  "RelatedPerson.communication.language.coding.display\n"
  "RelatedPerson.communication.language.coding.system\n"
  "RelatedPerson.communication.preferred\n"
  "RelatedPerson.gender\n"
  "RelatedPerson.name\n"
  "RelatedPerson.name.family\n"
  "RelatedPerson.name.given\n"
  "RelatedPerson.name.prefix\n"
  "RelatedPerson.name.text\n"
  "RelatedPerson.patient\n"
  "RelatedPerson.patient.reference\n"
  "RelatedPerson.period\n"
  "RelatedPerson.period.end\n"
  "RelatedPerson.period.start\n"
  "RelatedPerson.photo\n"
  "RelatedPerson.relationship\n"
  "RelatedPerson.relationship.coding\n"
  "RelatedPerson.relationship.coding.code\n"
  "RelatedPerson.relationship.coding.display\n"
  "RelatedPerson.relationship.coding.system\n"
  "RelatedPerson.telecom\n"
  "RelatedPerson.telecom.system\n"
  "RelatedPerson.telecom.value\n"
  "RelatedPerson/\n"
  "RequesterCDSSsoftware\n"
  "RequesterCDSSversion\n"
  "Resource\n"
  "Resource.descendants()\n"
  "Resource.descendants().ofType(Patient)\n"
  "Resource.descendants().ofType(Patient).birthDate\n"
  "Resource.descendants().ofType(Slot).start\n"
  "Resource.descendants().patient.where(reference.exists().not())\n"
  "Resource.descendants().sourcePatientInfo.where(reference.exists().not())\n"
  "Resource.descendants().subject.where(reference.exists().not())\n"
  "Resource.descendants().system\n"
  "Resource.descendants().where(reference.exists())\n"
  "Resource.descendants().where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/')).reference\n"
  "Resource.ofType(Appointment)\n"
  "Resource.ofType(Appointment).id\n"
  "Resource.ofType(Appointment).meta.lastUpdated\n"
  "Resource.ofType(Patient)\n"
  "Resource.ofType(Patient).birthDate\n"
  "Resource.ofType(Slot).start\n"
  "SEND_\n"
  "SEND_BAD_REQUEST\n"
  "SEND_FORBIDDEN\n"
  "SEND_METHOD_NOT_ALLOWED\n"
  "SEND_NOT_ACCEPTABLE\n"
  "SEND_TOO_MANY_REQUESTS\n"
  "SEND_UNAUTHORIZED\n"
  "SERVER_ERROR\n"
  "SERVICE_UNAVAILABLE\n"
  "SS\n"
  "Schedule\n"
  "Schedule.actor\n"
  "Schedule.actor.reference\n"
  "Schedule.actor:HealthcareService\n"
  "Schedule.id\n"
  "Schedule.identifier\n"
  "Schedule.identifier.system\n"
  "Schedule.identifier.value\n"
  "Schedule.meta\n"
  "Schedule.meta.profile\n"
  "Schedule.serviceCategory\n"
  "Schedule.serviceCategory.coding\n"
  "Schedule.serviceCategory.coding.code\n"
  "Schedule.serviceCategory.coding.display\n"
  "Schedule.serviceCategory.coding.system\n"
  "Schedule/[id]\n"
  "Schedule:actor:HealthcareService\n"
  "Schedule:actor:Practitioner\n"
  "Schedule:actor:PractitionerRole\n"
  "Service\n"
  "ServiceRequest\n"
  "ServiceRequest.authoredOn\n"
  "ServiceRequest.basedOn\n"
  "ServiceRequest.basedOn.reference\n"
  "ServiceRequest.category\n"
  "ServiceRequest.category.coding\n"
  "ServiceRequest.category.coding.system\n"
  "ServiceRequest.code\n"
  "ServiceRequest.code.coding.system\n"
  "ServiceRequest.encounter\n"
  "ServiceRequest.encounter.reference\n"
  "ServiceRequest.intent\n"
  "ServiceRequest.meta\n"
  "ServiceRequest.meta.profile\n"
  "ServiceRequest.occurrencePeriod\n"
  "ServiceRequest.occurrencePeriod.end\n"
  "ServiceRequest.occurrencePeriod.start\n"
  "ServiceRequest.orderDetail\n"
  "ServiceRequest.orderDetail.coding.system\n"
  "ServiceRequest.performer\n"
  "ServiceRequest.performer.reference\n"
  "ServiceRequest.reasonCode\n"
  "ServiceRequest.reasonCode.text\n"
  "ServiceRequest.requester\n"
  "ServiceRequest.status\n"
  "ServiceRequest.subject\n"
  "ServiceRequest.subject.reference\n"
  "ServiceRequest.supportingInfo.display\n"
  "ServiceRequest.supportingInfo.reference\n"
  "ServiceRequest.where(orderDetail.exists())\n"
  "ServiceRequest.where(orderDetail.exists()).code\n"
  "Slot\n"
  "Slot.appointmentType\n"
  "Slot.appointmentType.coding\n"
  "Slot.appointmentType.coding.code\n"
  "Slot.appointmentType.coding.display\n"
  "Slot.end\n"
  "Slot.id\n"
  "Slot.identifier\n"
  "Slot.identifier.system\n"
  "Slot.meta\n"
  "Slot.meta.profile\n"
  "Slot.schedule\n"
  "Slot.schedule.reference\n"
  "Slot.serviceCategory\n"
  "Slot.serviceCategory.coding\n"
  "Slot.serviceCategory.coding.code\n"
  "Slot.serviceCategory.coding.display\n"
  "Slot.serviceCategory.coding.system\n"
  "Slot.start\n"
  "Slot.status\n"
  "Slot/[id]\n"
  "Slot:schedule\n"
  "Slots\n"
  "Source\n"
  "Ssp-From\n"
  "Ssp-InteractionID\n"
  "Ssp-To\n"
  "Ssp-TraceID\n"
  "T\n"
  "T[0-9]{2}:[0-9]{2}(Z|[+-].*)$\n"
  "Task\n"
  "Task.authoredOn\n"
  "Task.code\n"
  "Task.code.coding.system\n"
  "Task.description\n"
  "Task.encounter\n"
  "Task.encounter.reference\n"
  "Task.intent\n"
  "Task.status\n"
  "U\n"
  "UNK\n"
  "UPRN\n"
  "VR\n"
  "W/\n"
  "X-Correlation-Id\n"
  "X-Request-Id\n"
  "XML\n"
  "[.]\n"
  "[.][0-9]{7}\n"
  "[/:?#].*$\n"
  "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\n"
  "[0-9]+\n"
  "[0-9]{1,12}\n"
  "[0-9]{12}\n"
  "[0-9]{12}|UNK\n"
  "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})\n"
  "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+\\-][0-9]{2}:[0-9]{2})\n"
  "[1-35][0-9]{2}|40[0-35-9]|41[1-9]|4[2-9][0-9]\n"
  "[1235][0-9]{2}|40[0-36-8]|41[13-9]|42[013-79]|4[3-9][0-9]\n"
  "[1235][0-9]{2}|40[0-46-8]|41[013-9]|42[013-79]|4[3-9][0-9]\n"
  "[1235][0-9]{2}|40[0-46-8]|41[13-9]|42[013-79]|4[3-9][0-9]\n"
  "[1235][0-9]{2}|40[1-36-8]|41[13-9]|42[013-79]|4[3-9][0-9]\n"
  "[1235][0-9]{2}|40[1-36-9]|41[1-9]|42[013-79]|4[3-9][0-9]\n"
  "[1235][0-9]{2}|40[1-36-9]|41[13-9]|42[0-79]|4[3-9][0-9]\n"
  "[1235][0-9]{2}|40[1-46-9]|41[013-9]|42[0-79]|4[3-9][0-9]\n"
  "[123][0-9]{2}|40[13-8]|41[0-9]|42[013-9]|4[3-9][0-9]|50[1-9]|5[1-9][0-9]\n"
  "[?#].*$\n"
  "[A-Z0-9]{3,12}\n"
  "[A-Za-z][A-Za-z0-9+.\\-]*:[!-~]+\n"
  "[^+]*\n"
  "[^.]*[.][^.]*[.]\n"
  "[^\\[].*|\\[[^\\]]*\\].+\n"
  "[^|]*\n"
  "[|]\n"
  "\\d{10}\n"
  "\\d{12}\n"
  "^(.*[|])?[0-9]+$\n"
  "^(2..|405|409|410|412|422|428)$\n"
  "^(4..|500)$\n"
  "^([!$&-;?-\\\\[\\\\]_a-z~]|%[0-9A-Fa-f]{2})*$\n"
  "^([Ss]chedule[.][Aa]ctor.*|[Ss]ervice|[Hh]ealthcare-?[Ss]ervice|[Aa]ctor.*)$\n"
  "^([^?]*[^:/])?//+(Slot|Appointment|metadata)([/?].*)?$\n"
  "^([aA][1-8][tT]|referraltopharmacy$)\n"
  "^([aA][12358][tT][0-9]|referraltopharmacy$)\n"
  "^([aA][12358][tT]|referraltopharmacy$)\n"
  "^([aA][134568][tT][0-9]|referraltopharmacy$)\n"
  "^(eq|ne|gt|lt|ge|le|sa|eb|ap)?[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?$\n"
  "^(free|busy)(,(free|busy))*$\n"
  "^(free|busy|busy-unavailable|busy-tentative|entered-in-error)(,(free|busy|busy-unavailable|busy-tentative|entered-in-error))*$\n"
  "^.*[|/]\n"
  "^0*[0-9]{1,11}$\n"
  "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$\n"
  "^[0-9]+$\n"
  "^[0-9]{4}(-[0-9]{2}){0,2}$\n"
  "^[A-Za-z]+://\n"
  "^[A-Za-z]+://[^/?#]*\n"
  "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]\n"
  "^[^?]*://\n"
  "^[^?]*[?]?\n"
  "^[^|]+[|][^|]+$\n"
  "^[a-z]+\n"
  "^[aA]4[tT]\n"
  "^[aA][12346][tT][0-9]\n"
  "^[aA][46][tT][0-9]\n"
  "^[aA][4][tT][0-9]\n"
  "^[eE][nN](-.*)?$\n"
  "^g[et]$\n"
  "^https?://.*/Appointment/[A-Za-z0-9.-]+(/_history/[A-Za-z0-9.-]+)?$\n"
  "^l[et]$\n"
  "^patient[:.](name|family|given)\n"
  "^patient[:.](name|family|given|birthdate|address-postalcode|address|postcode)\n"
  "^patient[:.]address-postalcode\n"
  "^patient[:.]birthdate\n"
  "^urn:nhs:names:services:careconnect:fhir:rest:((search|read):slot|(create|search|read|update):appointment|read:metadata)$\n"
  "_format\n"
  "_id\n"
  "_include\n"
  "_include:iterate\n"
  "_include:recurse\n"
  "_pretty\n"
  "_revinclude\n"
  "_search\n"
  "a1\n"
  "a1t\n"
  "a1t1\n"
  "a1t10\n"
  "a1t11\n"
  "a1t12\n"
  "a1t2\n"
  "a1t3\n"
  "a1t4\n"
  "a1t5\n"
  "a1t6\n"
  "a1t7\n"
  "a1t8\n"
  "a1t9\n"
  "a2\n"
  "a2t\n"
  "a2t1\n"
  "a2t2\n"
  "a2t3\n"
  "a2t4\n"
  "a2t5\n"
  "a2t6\n"
  "a3\n"
  "a3t\n"
  "a3t1\n"
  "a4\n"
  "a4t\n"
  "a4t1\n"
  "a4t2\n"
  "a4t3\n"
  "a4t4\n"
  "a5\n"
  "a5t\n"
  "a5t1\n"
  "a5t2\n"
  "a5t3\n"
  "a6\n"
  "a6t\n"
  "a6t1\n"
  "a6t2\n"
  "a6t3\n"
  "a7\n"
  "a7t\n"
  "a7t1\n"
  "a8\n"
  "a8t\n"
  "a8t1\n"
  "a8t2\n"
  "a8t3\n"
  "a[0-9]+t[0-9]+[|](referral|validation)[|]servicerequest-(request|response)[|](new|update)\n"
  "accepted\n"
  "active\n"
  "api.service.nhs.uk\n"
  "application/fhir+json\n"
  "application/fhir+xml\n"
  "application/hl7-v3+xml\n"
  "appointmentId\n"
  "arrived\n"
  "booked\n"
  "booking-request\n"
  "both\n"
  "business-rule\n"
  "busy\n"
  "cancelationReason\n"
  "cancelled\n"
  "capability\n"
  "changed\n"
  "city\n"
  "client\n"
  "code.coding.code\n"
  "codes\n"
  "coding.code\n"
  "coding.display\n"
  "completed\n"
  "conflict\n"
  "contained.ofType(Slot).status\n"
  "contains('/ValueSet/').not()\n"
  "context\n"
  "create\n"
  "created\n"
  "current\n"
  "date\n"
  "day\n"
  "delete\n"
  "descendants().where(lastUpdated.toString().matches('[.][0-9]{7}')).exists()\n"
  "dev.api.service.nhs.uk\n"
  "deviceName.name\n"
  "directcare\n"
  "district\n"
  "duplicate\n"
  "e[w-z][A-Za-z0-9+/_-]*=*\n"
  "eastings\n"
  "email\n"
  "en\n"
  "en-GB\n"
  "end\n"
  "entered-in-error\n"
  "error\n"
  "example.com\n"
  "example.net\n"
  "example.org\n"
  "exception\n"
  "expired\n"
  "extension(cancelationReason)\n"
  "extension(cancellationReason)\n"
  "false\n"
  "family\n"
  "female\n"
  "fhir.nhs.net\n"
  "final\n"
  "finished\n"
  "forbidden\n"
  "free\n"
  "g\n"
  "ge\n"
  "given\n"
  "gt\n"
  "healthcareservice\n"
  "healthcareservice:location\n"
  "healthcareservice:organization\n"
  "history\n"
  "home\n"
  "http://fhir.hl7.org.uk/\n"
  "http://fhir.nhs.net/\n"
  "http://fhir.nhs.uk/\n"
  "http://hl7.org/fhir/3.0/\n"
  "http://hl7.org/fhir/STU3/\n"
  "http://hl7.org/fhir/StructureDefinition/\n"
  "http://hl7.org/fhir/StructureDefinition/questionnaireresponse-reason\n"
  "http://snomed.info/sct\n"
  "http://terminology.hl7.org/CodeSystem/consentscope\n"
  "http://terminology.hl7.org/CodeSystem/observation-category\n"
  "http://terminology.hl7.org/CodeSystem/practitioner-role\n"
  "http://terminology.hl7.org/CodeSystem/service-category\n"
  "http://terminology.hl7.org/CodeSystem/v2-0131\n"
  "http://terminology.hl7.org/CodeSystem/v3-ActCode\n"
  "http://terminology.hl7.org/CodeSystem/v3-NullFlavor\n"
  "http://terminology.hl7.org/CodeSystem/v3-RoleCode\n"
  "https://api.service.nhs.uk/booking-and-referral/\n"
  "https://demographics.spineservices.nhs.uk/Patient/\n"
  "https://demographics[.]spineservices[.]nhs[.]uk/Patient/\\d{10}\n"
  "https://demographics[.]spineservices[.]nhs[.]uk/Patient/\\d{10}(/_history/.+)?\n"
  "https://fhir.hl7.org.uk/\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-AdditionalPersonRelationshipRole\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusWales\n"
  "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-DocumentReference-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-HealthcareService-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Location-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Organization-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Practitioner-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-PractitionerRole-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Schedule-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus\n"
  "https://fhir.hl7.org.uk/StructureDefinition/UKCore-\n"
  "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment\n"
  "https://fhir.nhs.net/\n"
  "https://fhir.nhs.uk/\n"
  "https://fhir.nhs.uk/Code\n"
  "https://fhir.nhs.uk/CodeSystem/bars-broker-priority-status\n"
  "https://fhir.nhs.uk/CodeSystem/bars-broker-referral-letter-status\n"
  "https://fhir.nhs.uk/CodeSystem/consent-categories-bars\n"
  "https://fhir.nhs.uk/CodeSystem/dos-id\n"
  "https://fhir.nhs.uk/CodeSystem/dos-rejected-reasons-bars\n"
  "https://fhir.nhs.uk/CodeSystem/flag-categories-bars\n"
  "https://fhir.nhs.uk/CodeSystem/http-error-codes\n"
  "https://fhir.nhs.uk/CodeSystem/location-types-bars\n"
  "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest\n"
  "https://fhir.nhs.uk/CodeSystem/message-events-bars\n"
  "https://fhir.nhs.uk/CodeSystem/message-reason-bars\n"
  "https://fhir.nhs.uk/CodeSystem/message-reason-encounter\n"
  "https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars\n"
  "https://fhir.nhs.uk/CodeSystem/rejection-reason-bars\n"
  "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars\n"
  "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars|\n"
  "https://fhir.nhs.uk/Codesystem/http-error-codes\n"
  "https://fhir.nhs.uk/Id/BaRS-Identifier\n"
  "https://fhir.nhs.uk/Id/dos-service-id\n"
  "https://fhir.nhs.uk/Id/dos-service-id|\n"
  "https://fhir.nhs.uk/Id/nhs-number\n"
  "https://fhir.nhs.uk/Id/nhs-number|\n"
  "https://fhir.nhs.uk/Id/ods-organization-code\n"
  "https://fhir.nhs.uk/Id/ods-site-code\n"
  "https://fhir.nhs.uk/Id/product-id\n"
  "https://fhir.nhs.uk/Id/sds-role-profile-id\n"
  "https://fhir.nhs.uk/Id/sds-user-id\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-referral\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-response-short\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-validation\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-referral\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-referral-short\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-full\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-interim\n"
  "https://fhir.nhs.uk/StructureDefinition/BARS\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-response\n"
  "https://fhir.nhs.uk/StructureDefinition/CDSSExtension\n"
  "https://fhir.nhs.uk/StructureDefinition/LocationExtension\n"
  "https://fhir[.]hl7[.]org[.]uk/STU3/StructureDefinition/CareConnect-Appointment-1([|].*)?\n"
  "https://fhir[.]hl7[.]org[.]uk/STU3/StructureDefinition/CareConnect-Patient-1([|].*)?\n"
  "https://fhir[.]hl7[.]org[.]uk/STU3/StructureDefinition/CareConnect-Slot-1([|].*)?\n"
  "https://fhir[.]nhs[.]uk/Id/nhs-number[|][0-9]{10}\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-(response-(referral|referral-short|validation-full|validation-interim)|request-response-short)([|].+)?\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-request-(referral|validation)([|].+)?\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-request-referral([|].+)?\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-request-validation([|].+)?\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-response-referral(-short)?([|].+)?\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-response-referral-short([|].+)?\n"
  "https://fhir[.]nhs[.]uk/MessageDefinition/bars-message-servicerequest-response-validation-(full|interim)([|].+)?\n"
  "https://fhir[.]nhs[.]uk/StructureDefinition/BARSBundleMessage([|].+)?\n"
  "https://fhir[.]nhs[.]uk/StructureDefinition/BARSMessageHeader-servicerequest-request([|].+)?\n"
  "https://fhir[.]nhs[.]uk/StructureDefinition/BARSMessageHeader-servicerequest-response([|].+)?\n"
  "https://fhir\\.nhs\\.uk/MessageDefinition/bars-message-booking-request([|].+)?\n"
  "https://fhir\\.nhs\\.uk/MessageDefinition/bars-message-booking-request-cancelled([|].+)?\n"
  "https://fhir\\.nhs\\.uk/MessageDefinition/bars-message-servicerequest-request-cancelled([|].+)?\n"
  "https://fhir\\.nhs\\.uk/StructureDefinition/BARSBundleMessage([|].+)?\n"
  "https://fhir\\.nhs\\.uk/StructureDefinition/BARSMessageHeader-booking-request([|].+)?\n"
  "https://fhir\\.nhs\\.uk/StructureDefinition/BARSMessageHeader-servicerequest-request([|].+)?\n"
  "https://int.api.service.nhs.uk/booking-and-referral/\n"
  "https://sandbox.api.service.nhs.uk/booking-and-referral/\n"
  "https://tools.ietf.org/html/rfc4122\n"
  "id\n"
  "identifier\n"
  "identifier.value\n"
  "in-progress\n"
  "include\n"
  "information-only\n"
  "instance\n"
  "int.api.service.nhs.uk\n"
  "internal-dev-sandbox.api.service.nhs.uk\n"
  "internal-dev.api.service.nhs.uk\n"
  "internal-qa-sandbox.api.service.nhs.uk\n"
  "internal-qa.api.service.nhs.uk\n"
  "invalid\n"
  "invariant\n"
  "json\n"
  "l\n"
  "le\n"
  "line\n"
  "localhost\n"
  "login\n"
  "lt\n"
  "male\n"
  "match\n"
  "matches('[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}')\n"
  "matches('[|]').not()\n"
  "matches('^([^?]*[^:/])?//+(Slot|Appointment|metadata)([/?].*)?$').not()\n"
  "matches('^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$')\n"
  "message\n"
  "meta\n"
  "meta.lastUpdated\n"
  "meta.versionId\n"
  "metadata\n"
  "minute\n"
  "multiple-matches\n"
  "name\n"
  "new\n"
  "next\n"
  "nhs-number\n"
  "nn\n"
  "no\n"
  "no-store\n"
  "none\n"
  "northings\n"
  "not-found\n"
  "not-started\n"
  "not-supported\n"
  "number-not-present-and-trace-not-required\n"
  "number-present-and-traced-using-welsh-nhs-ar\n"
  "number-present-and-verified\n"
  "number-present-but-not-traced\n"
  "official\n"
  "ok\n"
  "old\n"
  "on-hold\n"
  "operation\n"
  "optional\n"
  "order\n"
  "organization\n"
  "organization/slot.read\n"
  "other\n"
  "outcome\n"
  "parameter.value.where(startsWith('https://fhir.nhs.uk/Id/nhs-number|')).exists()\n"
  "participant.actor.reference.where(startsWith('https://demographics.spineservices.nhs.uk/Patient/')).exists()\n"
  "patient\n"
  "patient-privacy\n"
  "patient/appointment.read\n"
  "patient/appointment.write\n"
  "patient:address-postalcode\n"
  "patient:birthdate\n"
  "patient:identifier\n"
  "patient:name\n"
  "phone\n"
  "plan\n"
  "planned\n"
  "postalCode\n"
  "processing\n"
  "profile.url\n"
  "providedby\n"
  "qa.api.service.nhs.uk\n"
  "read\n"
  "reasonCode\n"
  "redact|remove|hidden|mask|[*]{3}|x{3}|[.]{3}|…|•\n"
  "ref.api.service.nhs.uk\n"
  "referral\n"
  "referraltopharmacy\n"
  "relationship.coding.code\n"
  "relationship.coding.display\n"
  "relationship.coding.system\n"
  "requested\n"
  "requesterCDSSSoftware\n"
  "requesterCDSSVersion\n"
  "required\n"
  "revoked\n"
  "same\n"
  "sandbox.api.service.nhs.uk\n"
  "schedule.actor:healthcareservice\n"
  "schedule:actor:healthcareservice\n"
  "schedule:actor:practitioner\n"
  "schedule:actor:practitionerrole\n"
  "search-type\n"
  "searchset\n"
  "security\n"
  "self\n"
  "server\n"
  "service\n"
  "servicerequest-request\n"
  "servicerequest-response\n"
  "slot\n"
  "slot:schedule\n"
  "start\n"
  "start=le[until]\n"
  "state\n"
  "status\n"
  "structure\n"
  "sub\n"
  "subject:identifier\n"
  "system\n"
  "telecom.system\n"
  "telecom.value\n"
  "text\n"
  "throttled\n"
  "timeout\n"
  "toString().matches('T')\n"
  "token\n"
  "too-costly\n"
  "trace-attempted\n"
  "trace-in-progress\n"
  "trace-needs-to-be-resolved\n"
  "trace-postponed\n"
  "trace-required\n"
  "transient\n"
  "triaged\n"
  "type\n"
  "unchanged\n"
  "unknown\n"
  "unreadable\n"
  "update\n"
  "urn:\n"
  "urn:ietf:rfc:3986\n"
  "urn:nhs:names:services:careconnect:fhir:rest:\n"
  "urn:nhs:names:services:careconnect:fhir:rest:create:appointment\n"
  "urn:nhs:names:services:careconnect:fhir:rest:read:appointment\n"
  "urn:nhs:names:services:careconnect:fhir:rest:read:metadata\n"
  "urn:nhs:names:services:careconnect:fhir:rest:read:slot\n"
  "urn:nhs:names:services:careconnect:fhir:rest:search:appointment\n"
  "urn:nhs:names:services:careconnect:fhir:rest:search:slot\n"
  "urn:nhs:names:services:careconnect:fhir:rest:update:appointment\n"
  "urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17\n"
  "urn:uuid:\n"
  "urn:uuid:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\n"
  "use-context\n"
  "user-friendly-name\n"
  "validation\n"
  "validation-triage-outcome\n"
  "value\n"
  "version\n"
  "version.value\n"
  "version=\n"
  "version=[\"]?(1[.][1-9]|1[.]0[0-9]|[2-9]|1[0-9])\n"
  "version=[\"]?1[.]\n"
  "version=[\"]?[0-9]+[.][0-9]+[.][0-9]+\n"
  "version=[\"]?[0-9]+[.][0-9]+[.][0-9]+([^0-9.].*)?$\n"
  "www.fhir.nhs.net\n"
  "xml\n"
  "|\n";

const char *apptlint_named_texts(void) { return named; }

size_t apptlint_named_texts_count(void) { return sizeof named - 1; }
