// Generated from the contract by `cargo xtask generate`. Do not edit.

import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type * as T from "../types.js";

/** What the fragment `NewSajuResult` selects of a `SajuResult`. */
export type NewSajuResultFragment = {
  __typename?: "SajuResult";
  id: T.SajuResultId;
  sajuPan: {
    __typename?: "SajuPan";
    year: {
      __typename?: "SajuPillar";
      cheon: T.Cheon;
      ji: T.Ji;
      element: T.WuxingElement;
    };
    month: {
      __typename?: "SajuPillar";
      cheon: T.Cheon;
      ji: T.Ji;
      element: T.WuxingElement;
    };
    day: {
      __typename?: "SajuPillar";
      cheon: T.Cheon;
      ji: T.Ji;
      element: T.WuxingElement;
    };
    hour: {
      __typename?: "SajuPillar";
      cheon: T.Cheon;
      ji: T.Ji;
      element: T.WuxingElement;
    } | null;
  };
  wuxing: {
    __typename?: "WuxingAnalysis";
    balance: T.WuxingBalance;
    elements: Array<T.WuxingElement>;
    strengths: Array<string>;
    weaknesses: Array<string>;
    recommendations: Array<string>;
  };
  createdAt: T.DateTime;
};

const NewSajuResultDefinition = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"NewSajuResult"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SajuResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sajuPan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"month"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"day"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hour"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"wuxing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}},{"kind":"Field","name":{"kind":"Name","value":"elements"}},{"kind":"Field","name":{"kind":"Name","value":"strengths"}},{"kind":"Field","name":{"kind":"Name","value":"weaknesses"}},{"kind":"Field","name":{"kind":"Name","value":"recommendations"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}};

/** The fragment `NewSajuResult` with those it uses. */
export const NewSajuResultFragmentDocument: TypedDocumentNode<NewSajuResultFragment, never> =
  { kind: "Document", definitions: [NewSajuResultDefinition] } as unknown as TypedDocumentNode<NewSajuResultFragment, never>;

/** What the fragment `SipsinOfPillar` selects of a `SipsinPillar`. */
export type SipsinOfPillarFragment = {
  __typename?: "SipsinPillar";
  cheon: T.Sipsin | null;
  ji: T.Sipsin;
  jijanggan: Array<{
    __typename?: "Jijanggan";
    cheon: T.Cheon;
    phase: T.JijangganPhase;
    days: number;
    sipsin: T.Sipsin;
  }>;
  unseong: T.Unseong;
};

const SipsinOfPillarDefinition = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"SipsinOfPillar"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SipsinPillar"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"jijanggan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"days"}},{"kind":"Field","name":{"kind":"Name","value":"sipsin"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unseong"}}]}};

/** The fragment `SipsinOfPillar` with those it uses. */
export const SipsinOfPillarFragmentDocument: TypedDocumentNode<SipsinOfPillarFragment, never> =
  { kind: "Document", definitions: [SipsinOfPillarDefinition] } as unknown as TypedDocumentNode<SipsinOfPillarFragment, never>;

/** What the subscription `AIInterpretationProgress` takes. */
export type AIInterpretationProgressSubscriptionVariables = {
  requestId: T.InterpretationId;
};

/** What the subscription `AIInterpretationProgress` answers. */
export type AIInterpretationProgressSubscription = {
  __typename?: "Subscription";
  aiInterpretationProgress: {
    __typename?: "InterpretationProgress";
    requestId: T.InterpretationId;
    status: T.InterpretationStatus;
    progress: number;
    currentModel: T.AIModel | null;
    completedModels: Array<T.AIModel>;
    estimatedTimeRemaining: number | null;
    result: {
      __typename?: "AIInterpretation";
      id: T.InterpretationId;
      model: T.AIModel;
      type: T.InterpretationType;
      content: string;
      confidence: number;
    } | null;
  };
};

/** The subscription `AIInterpretationProgress`. */
export const AIInterpretationProgressDocument: TypedDocumentNode<AIInterpretationProgressSubscription, AIInterpretationProgressSubscriptionVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AIInterpretationProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"requestId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aiInterpretationProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"requestId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"requestId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"currentModel"}},{"kind":"Field","name":{"kind":"Name","value":"completedModels"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedTimeRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}}]}}]}}]}}] } as unknown as TypedDocumentNode<AIInterpretationProgressSubscription, AIInterpretationProgressSubscriptionVariables>;

/** What the query `AiModels` takes. */
export type AiModelsQueryVariables = Record<string, never>;

/** What the query `AiModels` answers. */
export type AiModelsQuery = {
  __typename?: "Query";
  aiModels: Array<{
    __typename?: "AIModelStatus";
    id: T.AIModel;
    name: string;
    provider: string;
    description: string;
    status: T.ServiceState;
    types: Array<T.InterpretationType>;
    depths: Array<T.InterpretationDepth>;
    queueLength: number;
    averageDuration: number | null;
    checkedAt: T.DateTime;
  }>;
};

/** The query `AiModels`. */
export const AiModelsDocument: TypedDocumentNode<AiModelsQuery, AiModelsQueryVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AiModels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aiModels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"types"}},{"kind":"Field","name":{"kind":"Name","value":"depths"}},{"kind":"Field","name":{"kind":"Name","value":"queueLength"}},{"kind":"Field","name":{"kind":"Name","value":"averageDuration"}},{"kind":"Field","name":{"kind":"Name","value":"checkedAt"}}]}}]}}] } as unknown as TypedDocumentNode<AiModelsQuery, AiModelsQueryVariables>;

/** What the mutation `CalculateSaju` takes. */
export type CalculateSajuMutationVariables = {
  input: T.SajuCalculationInput;
};

/** What the mutation `CalculateSaju` answers. */
export type CalculateSajuMutation = {
  __typename?: "Mutation";
  calculateSaju: {
    __typename?: "SajuCalculationResult";
    success: true;
    message: string | null;
    result: {
      __typename?: "SajuResult";
      id: T.SajuResultId;
      sajuPan: {
        __typename?: "SajuPan";
        year: {
          __typename?: "SajuPillar";
          cheon: T.Cheon;
          ji: T.Ji;
          element: T.WuxingElement;
        };
        month: {
          __typename?: "SajuPillar";
          cheon: T.Cheon;
          ji: T.Ji;
          element: T.WuxingElement;
        };
        day: {
          __typename?: "SajuPillar";
          cheon: T.Cheon;
          ji: T.Ji;
          element: T.WuxingElement;
        };
        hour: {
          __typename?: "SajuPillar";
          cheon: T.Cheon;
          ji: T.Ji;
          element: T.WuxingElement;
        } | null;
      };
      wuxing: {
        __typename?: "WuxingAnalysis";
        balance: T.WuxingBalance;
        elements: Array<T.WuxingElement>;
        strengths: Array<string>;
        weaknesses: Array<string>;
        recommendations: Array<string>;
      };
    };
    estimatedProcessingTime: number;
  };
};

/** The mutation `CalculateSaju`. */
export const CalculateSajuDocument: TypedDocumentNode<CalculateSajuMutation, CalculateSajuMutationVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CalculateSaju"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SajuCalculationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calculateSaju"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"success"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sajuPan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"month"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"day"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hour"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"wuxing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}},{"kind":"Field","name":{"kind":"Name","value":"elements"}},{"kind":"Field","name":{"kind":"Name","value":"strengths"}},{"kind":"Field","name":{"kind":"Name","value":"weaknesses"}},{"kind":"Field","name":{"kind":"Name","value":"recommendations"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"estimatedProcessingTime"}}]}}]}}] } as unknown as TypedDocumentNode<CalculateSajuMutation, CalculateSajuMutationVariables>;

/** What the query `GetMySajuResults` takes. */
export type GetMySajuResultsQueryVariables = {
  first?: number | null;
  after?: string | null;
  filter?: T.SajuResultFilter | null;
};

/** What the query `GetMySajuResults` answers. */
export type GetMySajuResultsQuery = {
  __typename?: "Query";
  mySajuResults: {
    __typename?: "SajuResultConnection";
    edges: Array<{
      __typename?: "SajuResultEdge";
      node: {
        __typename?: "SajuResult";
        id: T.SajuResultId;
        sajuPan: {
          __typename?: "SajuPan";
          year: {
            __typename?: "SajuPillar";
            cheon: T.Cheon;
            ji: T.Ji;
            element: T.WuxingElement;
          };
          month: {
            __typename?: "SajuPillar";
            cheon: T.Cheon;
            ji: T.Ji;
            element: T.WuxingElement;
          };
          day: {
            __typename?: "SajuPillar";
            cheon: T.Cheon;
            ji: T.Ji;
            element: T.WuxingElement;
          };
          hour: {
            __typename?: "SajuPillar";
            cheon: T.Cheon;
            ji: T.Ji;
            element: T.WuxingElement;
          } | null;
        };
        wuxing: {
          __typename?: "WuxingAnalysis";
          balance: T.WuxingBalance;
          strengths: Array<string>;
          weaknesses: Array<string>;
        };
        aiInterpretations: Array<{
          __typename?: "AIInterpretation";
          id: T.InterpretationId;
          model: T.AIModel;
          type: T.InterpretationType;
          content: string;
          confidence: number;
          generatedAt: T.DateTime;
        }>;
        createdAt: T.DateTime;
      };
      cursor: string;
    }>;
    pageInfo: {
      __typename?: "PageInfo";
      hasNextPage: boolean;
      endCursor: string | null;
    };
    totalCount: number;
  };
};

/** The query `GetMySajuResults`. */
export const GetMySajuResultsDocument: TypedDocumentNode<GetMySajuResultsQuery, GetMySajuResultsQueryVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GetMySajuResults"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SajuResultFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mySajuResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sajuPan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"month"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"day"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hour"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"wuxing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"}},{"kind":"Field","name":{"kind":"Name","value":"strengths"}},{"kind":"Field","name":{"kind":"Name","value":"weaknesses"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aiInterpretations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"generatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}] } as unknown as TypedDocumentNode<GetMySajuResultsQuery, GetMySajuResultsQueryVariables>;

/** What the subscription `Notifications` takes. */
export type NotificationsSubscriptionVariables = {
  userId: T.UserId;
};

/** What the subscription `Notifications` answers. */
export type NotificationsSubscription = {
  __typename?: "Subscription";
  notifications: {
    __typename?: "Notification";
    id: T.NotificationId;
    type: T.NotificationType;
    message: string;
    action: {
      __typename?: "NotificationAction";
      label: string;
      url: T.Uri | null;
    } | null;
    createdAt: T.DateTime;
  };
};

/** The subscription `Notifications`. */
export const NotificationsDocument: TypedDocumentNode<NotificationsSubscription, NotificationsSubscriptionVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Notifications"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notifications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}] } as unknown as TypedDocumentNode<NotificationsSubscription, NotificationsSubscriptionVariables>;

/** What the query `RecommendedContent` takes. */
export type RecommendedContentQueryVariables = {
  userId: T.UserId;
  type?: T.ContentType | null;
  limit?: number | null;
};

/** What the query `RecommendedContent` answers. */
export type RecommendedContentQuery = {
  __typename?: "Query";
  recommendedContent: Array<{
    __typename?: "RecommendedContent";
    id: T.ContentId;
    type: T.ContentType;
    title: string;
    summary: string;
    url: T.Uri;
    imageUrl: T.Uri | null;
    reason: string;
    element: T.WuxingElement | null;
    score: number;
    publishedAt: T.DateTime;
  }>;
};

/** The query `RecommendedContent`. */
export const RecommendedContentDocument: TypedDocumentNode<RecommendedContentQuery, RecommendedContentQueryVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecommendedContent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"type"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContentType"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"limit"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recommendedContent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"type"},"value":{"kind":"Variable","name":{"kind":"Name","value":"type"}}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"limit"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"imageUrl"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"element"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}}]}}] } as unknown as TypedDocumentNode<RecommendedContentQuery, RecommendedContentQueryVariables>;

/** What the mutation `RequestAIInterpretation` takes. */
export type RequestAIInterpretationMutationVariables = {
  sajuId: T.SajuResultId;
  models?: Array<T.AIModelName> | null;
  type: T.InterpretationType;
  depth?: T.InterpretationDepth | null;
};

/** What the mutation `RequestAIInterpretation` answers. */
export type RequestAIInterpretationMutation = {
  __typename?: "Mutation";
  requestAIInterpretation: {
    __typename?: "AIInterpretationRequest";
    requestId: T.InterpretationId;
    interpretationId: T.InterpretationId;
    sajuId: T.SajuResultId;
    status: T.InterpretationStatus;
    models: Array<T.AIModel>;
    depth: T.InterpretationDepth;
    type: T.InterpretationType;
    estimatedTime: number;
    requestedAt: T.DateTime;
  };
};

/** The mutation `RequestAIInterpretation`. */
export const RequestAIInterpretationDocument: TypedDocumentNode<RequestAIInterpretationMutation, RequestAIInterpretationMutationVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestAIInterpretation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sajuId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"models"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"type"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InterpretationType"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"depth"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InterpretationDepth"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestAIInterpretation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"sajuId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sajuId"}}},{"kind":"Argument","name":{"kind":"Name","value":"models"},"value":{"kind":"Variable","name":{"kind":"Name","value":"models"}}},{"kind":"Argument","name":{"kind":"Name","value":"type"},"value":{"kind":"Variable","name":{"kind":"Name","value":"type"}}},{"kind":"Argument","name":{"kind":"Name","value":"depth"},"value":{"kind":"Variable","name":{"kind":"Name","value":"depth"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"interpretationId"}},{"kind":"Field","name":{"kind":"Name","value":"sajuId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"models"}},{"kind":"Field","name":{"kind":"Name","value":"depth"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedTime"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}}]}}]}}] } as unknown as TypedDocumentNode<RequestAIInterpretationMutation, RequestAIInterpretationMutationVariables>;

/** What the query `SajuResult` takes. */
export type SajuResultQueryVariables = {
  id: T.SajuResultId;
};

/** What the query `SajuResult` answers. */
export type SajuResultQuery = {
  __typename?: "Query";
  sajuResult: {
    __typename?: "SajuResult";
    id: T.SajuResultId;
    sajuPan: {
      __typename?: "SajuPan";
      year: {
        __typename?: "SajuPillar";
        cheon: T.Cheon;
        ji: T.Ji;
        element: T.WuxingElement;
      };
      month: {
        __typename?: "SajuPillar";
        cheon: T.Cheon;
        ji: T.Ji;
        element: T.WuxingElement;
      };
      day: {
        __typename?: "SajuPillar";
        cheon: T.Cheon;
        ji: T.Ji;
        element: T.WuxingElement;
      };
      hour: {
        __typename?: "SajuPillar";
        cheon: T.Cheon;
        ji: T.Ji;
        element: T.WuxingElement;
      } | null;
    };
    wuxing: {
      __typename?: "WuxingAnalysis";
      balance: T.WuxingBalance;
      elements: Array<T.WuxingElement>;
      strengths: Array<string>;
      weaknesses: Array<string>;
      recommendations: Array<string>;
      counts: {
        __typename?: "WuxingCounts";
        wood: number;
        fire: number;
        earth: number;
        metal: number;
        water: number;
      };
      weighted: {
        __typename?: "WuxingWeights";
        wood: number;
        fire: number;
        earth: number;
        metal: number;
        water: number;
      };
      strongElements: Array<T.WuxingElement>;
      weakElements: Array<T.WuxingElement>;
      excessElements: Array<T.WuxingElement>;
      missingElements: Array<T.WuxingElement>;
      dayMasterStrength: T.DayMasterStrength;
      dayMasterSupport: number;
      remedies: Array<{
        __typename?: "WuxingRemedy";
        element: T.WuxingElement;
        color: T.WuxingColor;
        direction: T.WuxingDirection;
        season: T.WuxingSeason;
        numbers: Array<number>;
      }>;
    };
    createdAt: T.DateTime;
    userId: T.UserId;
    input: {
      __typename?: "SajuCalculation";
      birthDate: T.CalendarDate;
      birthTime: T.ClockTime | null;
      isLunar: boolean;
      isLeapMonth: boolean | null;
      gender: T.Gender;
      name: T.PersonName;
      location: {
        __typename?: "GeoLocation";
        latitude: number;
        longitude: number;
        timezone: T.TimeZoneName;
      } | null;
    };
    conventions: {
      __typename?: "SajuConventions";
      timeMode: T.TimeMode;
      dayBoundary: T.DayBoundary;
      yearStart: T.YearStart;
      daeunRounding: T.DaeunRounding;
      ageStyle: T.AgeStyle;
      ambiguity: T.AmbiguityPolicy;
      timezone: T.TimeZoneName;
      longitude: number | null;
      engine: string;
    };
    moment: {
      __typename?: "BirthMoment";
      solarDate: T.LocalDate;
      lunarDate: {
        __typename?: "LunarDate";
        year: number;
        month: number;
        day: number;
        isLeapMonth: boolean;
      };
      instant: T.DateTime;
      localTime: T.LocalDateTime;
      timeUnknown: boolean;
    };
    sipsin: {
      __typename?: "SipsinAnalysis";
      dayMaster: T.Cheon;
      year: {
        __typename?: "SipsinPillar";
        cheon: T.Sipsin | null;
        ji: T.Sipsin;
        jijanggan: Array<{
          __typename?: "Jijanggan";
          cheon: T.Cheon;
          phase: T.JijangganPhase;
          days: number;
          sipsin: T.Sipsin;
        }>;
        unseong: T.Unseong;
      };
      month: {
        __typename?: "SipsinPillar";
        cheon: T.Sipsin | null;
        ji: T.Sipsin;
        jijanggan: Array<{
          __typename?: "Jijanggan";
          cheon: T.Cheon;
          phase: T.JijangganPhase;
          days: number;
          sipsin: T.Sipsin;
        }>;
        unseong: T.Unseong;
      };
      day: {
        __typename?: "SipsinPillar";
        cheon: T.Sipsin | null;
        ji: T.Sipsin;
        jijanggan: Array<{
          __typename?: "Jijanggan";
          cheon: T.Cheon;
          phase: T.JijangganPhase;
          days: number;
          sipsin: T.Sipsin;
        }>;
        unseong: T.Unseong;
      };
      hour: {
        __typename?: "SipsinPillar";
        cheon: T.Sipsin | null;
        ji: T.Sipsin;
        jijanggan: Array<{
          __typename?: "Jijanggan";
          cheon: T.Cheon;
          phase: T.JijangganPhase;
          days: number;
          sipsin: T.Sipsin;
        }>;
        unseong: T.Unseong;
      } | null;
      counts: Array<{
        __typename?: "SipsinCount";
        sipsin: T.Sipsin;
        count: number;
      }>;
      gongmang: Array<T.Ji>;
    };
    gyeokguk: {
      __typename?: "GyeokgukAnalysis";
      type: T.Gyeokguk;
      basisStem: T.Cheon;
      basis: T.JijangganPhase;
      transparent: boolean;
    };
    daeun: {
      __typename?: "DaeunAnalysis";
      forward: boolean;
      daysToJeol: number;
      startAge: number;
      exactStart: {
        __typename?: "DaeunStart";
        years: number;
        months: number;
        days: number;
      };
      startDate: T.LocalDate;
      pillars: Array<{
        __typename?: "DaeunPillar";
        pillar: {
          __typename?: "SajuPillar";
          cheon: T.Cheon;
          ji: T.Ji;
          element: T.WuxingElement;
        };
        startAge: number;
        startYear: number;
        cheonSipsin: T.Sipsin;
        jiSipsin: T.Sipsin;
        unseong: T.Unseong;
      }>;
    };
    warnings: Array<{
      __typename?: "SajuWarning";
      code: T.SajuWarningCode;
      message: string;
      position: T.PillarPosition | null;
      neighbour: {
        __typename?: "SajuPillar";
        cheon: T.Cheon;
        ji: T.Ji;
        element: T.WuxingElement;
      } | null;
    }>;
    aiInterpretations: Array<{
      __typename?: "AIInterpretation";
      id: T.InterpretationId;
      model: T.AIModel;
      type: T.InterpretationType;
      depth: T.InterpretationDepth;
      content: string;
      confidence: number;
      readings: Array<{
        __typename?: "ModelReading";
        model: T.AIModel;
        content: string;
        confidence: number;
        generatedAt: T.DateTime;
      }>;
      generatedAt: T.DateTime;
    }>;
    updatedAt: T.DateTime;
  } | null;
};

/** The query `SajuResult`. */
export const SajuResultDocument: TypedDocumentNode<SajuResultQuery, SajuResultQueryVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SajuResult"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sajuResult"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NewSajuResult"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"input"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"birthTime"}},{"kind":"Field","name":{"kind":"Name","value":"isLunar"}},{"kind":"Field","name":{"kind":"Name","value":"isLeapMonth"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latitude"}},{"kind":"Field","name":{"kind":"Name","value":"longitude"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"conventions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeMode"}},{"kind":"Field","name":{"kind":"Name","value":"dayBoundary"}},{"kind":"Field","name":{"kind":"Name","value":"yearStart"}},{"kind":"Field","name":{"kind":"Name","value":"daeunRounding"}},{"kind":"Field","name":{"kind":"Name","value":"ageStyle"}},{"kind":"Field","name":{"kind":"Name","value":"ambiguity"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"longitude"}},{"kind":"Field","name":{"kind":"Name","value":"engine"}}]}},{"kind":"Field","name":{"kind":"Name","value":"moment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"solarDate"}},{"kind":"Field","name":{"kind":"Name","value":"lunarDate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"isLeapMonth"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instant"}},{"kind":"Field","name":{"kind":"Name","value":"localTime"}},{"kind":"Field","name":{"kind":"Name","value":"timeUnknown"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wuxing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"wood"}},{"kind":"Field","name":{"kind":"Name","value":"fire"}},{"kind":"Field","name":{"kind":"Name","value":"earth"}},{"kind":"Field","name":{"kind":"Name","value":"metal"}},{"kind":"Field","name":{"kind":"Name","value":"water"}}]}},{"kind":"Field","name":{"kind":"Name","value":"weighted"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"wood"}},{"kind":"Field","name":{"kind":"Name","value":"fire"}},{"kind":"Field","name":{"kind":"Name","value":"earth"}},{"kind":"Field","name":{"kind":"Name","value":"metal"}},{"kind":"Field","name":{"kind":"Name","value":"water"}}]}},{"kind":"Field","name":{"kind":"Name","value":"strongElements"}},{"kind":"Field","name":{"kind":"Name","value":"weakElements"}},{"kind":"Field","name":{"kind":"Name","value":"excessElements"}},{"kind":"Field","name":{"kind":"Name","value":"missingElements"}},{"kind":"Field","name":{"kind":"Name","value":"dayMasterStrength"}},{"kind":"Field","name":{"kind":"Name","value":"dayMasterSupport"}},{"kind":"Field","name":{"kind":"Name","value":"remedies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"element"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"season"}},{"kind":"Field","name":{"kind":"Name","value":"numbers"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sipsin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dayMaster"}},{"kind":"Field","name":{"kind":"Name","value":"year"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SipsinOfPillar"}}]}},{"kind":"Field","name":{"kind":"Name","value":"month"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SipsinOfPillar"}}]}},{"kind":"Field","name":{"kind":"Name","value":"day"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SipsinOfPillar"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hour"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SipsinOfPillar"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sipsin"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gongmang"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gyeokguk"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"basisStem"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"transparent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"daeun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"forward"}},{"kind":"Field","name":{"kind":"Name","value":"daysToJeol"}},{"kind":"Field","name":{"kind":"Name","value":"startAge"}},{"kind":"Field","name":{"kind":"Name","value":"exactStart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"years"}},{"kind":"Field","name":{"kind":"Name","value":"months"}},{"kind":"Field","name":{"kind":"Name","value":"days"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"pillars"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pillar"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startAge"}},{"kind":"Field","name":{"kind":"Name","value":"startYear"}},{"kind":"Field","name":{"kind":"Name","value":"cheonSipsin"}},{"kind":"Field","name":{"kind":"Name","value":"jiSipsin"}},{"kind":"Field","name":{"kind":"Name","value":"unseong"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"neighbour"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cheon"}},{"kind":"Field","name":{"kind":"Name","value":"ji"}},{"kind":"Field","name":{"kind":"Name","value":"element"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"aiInterpretations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"depth"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"readings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"generatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"generatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}, NewSajuResultDefinition, SipsinOfPillarDefinition] } as unknown as TypedDocumentNode<SajuResultQuery, SajuResultQueryVariables>;

/** What the mutation `ShareSajuResult` takes. */
export type ShareSajuResultMutationVariables = {
  sajuId: T.SajuResultId;
  shareType: T.ShareType;
  recipients?: Array<T.Recipient> | null;
};

/** What the mutation `ShareSajuResult` answers. */
export type ShareSajuResultMutation = {
  __typename?: "Mutation";
  shareSajuResult: {
    __typename?: "ShareResult";
    sajuId: T.SajuResultId;
    token: T.ShareToken;
    url: T.Uri;
    shareType: T.ShareType;
    recipients: Array<T.Recipient>;
    createdAt: T.DateTime;
    expiresAt: T.DateTime;
  };
};

/** The mutation `ShareSajuResult`. */
export const ShareSajuResultDocument: TypedDocumentNode<ShareSajuResultMutation, ShareSajuResultMutationVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ShareSajuResult"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sajuId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"shareType"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ShareType"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"recipients"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"shareSajuResult"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"sajuId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sajuId"}}},{"kind":"Argument","name":{"kind":"Name","value":"shareType"},"value":{"kind":"Variable","name":{"kind":"Name","value":"shareType"}}},{"kind":"Argument","name":{"kind":"Name","value":"recipients"},"value":{"kind":"Variable","name":{"kind":"Name","value":"recipients"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sajuId"}},{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"shareType"}},{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}] } as unknown as TypedDocumentNode<ShareSajuResultMutation, ShareSajuResultMutationVariables>;

/** What the subscription `SystemStatus` takes. */
export type SystemStatusSubscriptionVariables = Record<string, never>;

/** What the subscription `SystemStatus` answers. */
export type SystemStatusSubscription = {
  __typename?: "Subscription";
  systemStatus: {
    __typename?: "SystemStatusUpdate";
    status: T.ServiceState;
    message: string | null;
    components: Array<{
      __typename?: "ComponentStatus";
      name: string;
      status: T.ServiceState;
      latencyMs: number | null;
    }>;
    updatedAt: T.DateTime;
  };
};

/** The subscription `SystemStatus`. */
export const SystemStatusDocument: TypedDocumentNode<SystemStatusSubscription, SystemStatusSubscriptionVariables> =
  { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SystemStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"components"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}] } as unknown as TypedDocumentNode<SystemStatusSubscription, SystemStatusSubscriptionVariables>;
